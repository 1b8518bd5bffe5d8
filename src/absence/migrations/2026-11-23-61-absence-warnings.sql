-- A family was told that an absence becomes unauthorised unless a reason comes. Without one no N becomes O, by hand or by the clock.
create table absence.warning (
  school_id uuid not null,
  warning_id uuid not null,
  pupil_id uuid not null,
  -- The sessions it speaks of, both included.
  first_day date not null,
  first_half text not null check (first_half in ('AM', 'PM')),
  last_day date not null check (last_day >= first_day),
  last_half text not null check (last_half in ('AM', 'PM')),
  about text not null check (about in ('no-reason', 'no-evidence', 'not-accepted')),
  -- A contact of the roll, and who they were then.
  contact_id uuid not null,
  contact_name text not null,
  channel text not null check (channel in ('phone', 'text', 'email', 'letter', 'in-person')),
  words text not null check (words <> ''),
  at timestamptz not null,
  by text not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, warning_id)
);
create index on absence.warning (school_id, pupil_id, last_day);
grant select, insert on absence.warning to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.warning');
call platform.protect('absence.warning', 'school_id');

-- Whether the clock turns an N into O at its deadline. The latest row holds; without one it does.
create table absence.automatic (
  school_id uuid not null,
  number integer not null check (number > 0),
  turns_on boolean not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by text not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, number)
);
grant select, insert on absence.automatic to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.automatic');
call platform.protect('absence.automatic', 'school_id');
