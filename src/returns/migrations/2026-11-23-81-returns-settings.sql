-- What a school has agreed with its authority: each change is a new row, and the last one holds.
create table returns.settings (
  school_id uuid not null,
  number integer not null check (number > 0),
  content jsonb not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, number)
);
call platform.keep_for_ever('returns.settings');
call platform.protect('returns.settings', 'school_id');
grant select, insert on returns.settings to firstbell_app, firstbell_system;

-- Who works with a pupil outside the school. The last row of a pupil and kind holds; one without a name says that nobody does any more.
create table returns.worker (
  school_id uuid not null,
  pupil_id uuid not null,
  kind text not null check (kind in ('social-worker', 'youth-offending', 'virtual-school', 'home-authority')),
  number integer not null check (number > 0),
  name text not null,
  email text not null,
  telephone text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, pupil_id, kind, number)
);
call platform.keep_for_ever('returns.worker');
call platform.protect('returns.worker', 'school_id');
grant select, insert on returns.worker to firstbell_app, firstbell_system;
