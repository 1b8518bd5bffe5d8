-- What was done and what was seen, by whom: one row an act, kept for ever.

create schema audit;
grant usage on schema audit to firstbell_app, firstbell_system;

create table audit.trail (
  -- The school, trust or authority whose act or data it was; all noughts where it was no one place's.
  place_id uuid not null default '00000000-0000-0000-0000-000000000000',
  number bigint generated always as identity,
  at timestamptz not null,
  -- Nobody's id where the person is not known (a refused sign-in), and no reference: the row outlives everything it names.
  person_id uuid,
  -- Name and position as they were at the time.
  person_name text not null,
  person_position text not null,
  operation text not null,
  sentence text not null,
  subject text,
  facts jsonb not null default '{}',
  request_id text not null,
  primary key (place_id, number)
);
create index trail_person on audit.trail (place_id, person_id, number desc);
create index trail_subject on audit.trail (place_id, subject, number) where subject is not null;
call platform.keep_for_ever('audit.trail');

alter table audit.trail enable row level security;
alter table audit.trail force row level security;
create policy app_sees on audit.trail for select to firstbell_app
  using (place_id = any ((select platform.tenants())::uuid[]));
create policy app_adds on audit.trail for insert to firstbell_app
  with check (place_id = '00000000-0000-0000-0000-000000000000' or place_id = any ((select platform.tenants())::uuid[]));
create policy system on audit.trail to firstbell_system using (true) with check (true);
