-- Pupils who are kept away by a decision that is not their family's: suspended or excluded by the head, or held in criminal justice detention. Each row
-- is one decision as it was made and never changes; its steps say what was arranged and when it ended. Reasons and kinds of detention are read by few.
create table leave.kept_away (
  school_id uuid not null,
  kept_away_id uuid not null,
  pupil_id uuid not null,
  kind text not null check (kind in ('suspension', 'permanent', 'police', 'remand', 'sentence')),
  first_day date not null,
  first_half text not null check (first_half in ('AM', 'PM')),
  -- The last session; null for good.
  last_day date check (last_day >= first_day),
  last_half text check (last_half in ('AM', 'PM')),
  decided_day date not null,
  category text not null,
  words text not null,
  -- What the letter says besides.
  letter text not null,
  -- The entry of the register's journal that set the first marks.
  entry integer not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, kept_away_id),
  check (num_nulls(last_day, last_half) in (0, 2)),
  check ((kind = 'permanent') = (last_day is null))
);
create index on leave.kept_away (school_id, pupil_id);
grant select, insert on leave.kept_away to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.kept_away');
call platform.protect('leave.kept_away', 'school_id');

create table leave.kept_away_step (
  school_id uuid not null,
  kept_away_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('provision', 'ended')),
  key uuid not null,
  words text not null check (words <> ''),
  -- Of provision: the code, where, and from when to when.
  code text check (code in ('K', 'B', 'D')),
  first_day date,
  first_half text check (first_half in ('AM', 'PM')),
  last_day date check (last_day >= first_day),
  entry integer,
  marks integer not null check (marks >= 0),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, kept_away_id, number),
  unique (school_id, key),
  foreign key (school_id, kept_away_id) references leave.kept_away,
  check ((kind = 'provision') = (code is not null and first_day is not null and last_day is not null and entry is not null)),
  check (kind = 'provision' or (first_day is not null and first_half is not null))
);
grant select, insert on leave.kept_away_step to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.kept_away_step');
call platform.protect('leave.kept_away_step', 'school_id');
