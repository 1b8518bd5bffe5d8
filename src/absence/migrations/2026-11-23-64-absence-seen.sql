-- A visit to the home of one family, as its steps: planned, then made or called off. Only made visits have an outcome.
create table absence.visit (
  school_id uuid not null,
  visit_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('planned', 'made', 'called-off')),
  pupil_ids uuid[] not null check (cardinality(pupil_ids) > 0),
  day date not null,
  -- Who goes, or went: names.
  going text not null check (going <> '' or kind = 'called-off'),
  outcome text check (outcome in ('seen-safe', 'spoke', 'nobody-in', 'concern')),
  -- What was seen; why it was called off; what to know before going.
  words text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, visit_id, number),
  check ((kind = 'made') = (outcome is not null)),
  check (kind = 'planned' or words <> '')
);
create index on absence.visit (school_id, day);
create index on absence.visit using gin (pupil_ids);
grant select, insert on absence.visit to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.visit');
call platform.protect('absence.visit', 'school_id');

-- Somebody saw the child, who was safe.
create table absence.safe (
  school_id uuid not null,
  act_id uuid not null,
  pupil_id uuid not null,
  day date not null,
  seen_by text not null check (seen_by <> ''),
  place text not null check (place <> ''),
  words text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, act_id, pupil_id)
);
create index on absence.safe (school_id, pupil_id, day);
create index on absence.safe (school_id, day);
grant select, insert on absence.safe to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.safe');
call platform.protect('absence.safe', 'school_id');

-- Others look for the child from here on that day.
create table absence.hand_over (
  school_id uuid not null,
  act_id uuid not null,
  pupil_id uuid not null,
  day date not null,
  to_whom text not null check (to_whom in ('safeguarding lead', 'police', 'social worker', 'local authority')),
  -- What they were told, and the reference they gave.
  words text not null check (words <> ''),
  reference text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, act_id, pupil_id)
);
create index on absence.hand_over (school_id, pupil_id, day);
create index on absence.hand_over (school_id, day);
grant select, insert on absence.hand_over to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.hand_over');
call platform.protect('absence.hand_over', 'school_id');
