-- What people did about duties. A duty itself is derived from marks and other facts each time and stored nowhere.

create schema duties;
grant usage on schema duties to firstbell_app, firstbell_system;

-- Each row is one act of a person: put off with a reason, taken up again, handed over, written down as done.
create table duties.act (
  school_id uuid not null,
  act_id uuid not null,
  -- As `dutyKey` of src/duties/rules/duty-key.ts makes it: the same each time the same duty is derived.
  duty_key text not null check (duty_key <> ''),
  rule text not null,
  kind text not null check (kind in ('done', 'snoozed', 'woken', 'handed-over')),
  made_at timestamptz not null,
  made_by uuid not null,
  -- Name and position as they were then.
  made_by_name text not null,
  made_by_position text not null,
  reason text not null check (reason <> ''),
  -- Snoozed until the end of this day, or this minute of it, on the school's wall clock.
  until_day date check ((until_day is not null) = (kind = 'snoozed')),
  until_time text,
  -- Whoever put it off knew that this goes beyond its due date.
  beyond_due boolean not null default false,
  to_role text,
  to_person uuid,
  to_person_name text,
  -- The duty as it was seen then, for when what it followed from is no longer so.
  seen jsonb not null,
  primary key (school_id, act_id),
  check ((kind = 'handed-over') = (num_nonnulls(to_role, to_person) = 1)),
  check ((to_person is null) = (to_person_name is null))
);
call platform.keep_for_ever('duties.act');
call platform.protect('duties.act', 'school_id');
create index act_of_duty on duties.act (school_id, duty_key);
create index act_by_time on duties.act (school_id, made_at);
-- A duty is discharged once.
create unique index act_done_once on duties.act (school_id, duty_key) where kind = 'done';
