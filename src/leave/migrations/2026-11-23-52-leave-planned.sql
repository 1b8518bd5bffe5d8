-- What is planned for many pupils at once (trips, sport, placements, study leave …) or for one over a time (sessions at another school, education
-- arranged by the authority). Each row is one plan as it was made and never changes; its steps say what happened to it.
create table leave.planned (
  school_id uuid not null,
  planned_id uuid not null,
  kind text not null check (kind in ('visit', 'sport', 'work', 'off-site', 'interview', 'study', 'performance', 'dual', 'provision')),
  title text not null check (title <> ''),
  -- { "place": …, "supervisor": …, "contact": …, "urn": …, "agreed": … }: what the kind asks for.
  particulars jsonb not null check (jsonb_typeof(particulars) = 'object'),
  agreed_day date,
  first_day date not null,
  first_half text not null check (first_half in ('AM', 'PM')),
  last_day date not null check (last_day >= first_day),
  last_half text not null check (last_half in ('AM', 'PM')),
  -- [{ "weekday": 1 to 7, "half": "AM" or "PM" }]: only these sessions of each week; null is every one.
  pattern jsonb,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, planned_id)
);
grant select, insert on leave.planned to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.planned');
call platform.protect('leave.planned', 'school_id');

create table leave.planned_step (
  school_id uuid not null,
  planned_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('put-on', 'taken-off', 'moved', 'withdrawn')),
  -- Made by the sender: the same act sent twice is one step.
  key uuid not null,
  pupil_ids uuid[] not null default '{}',
  words text not null,
  -- Of taken-off: the first session for which they are expected again; of moved: the new days.
  first_day date,
  first_half text check (first_half in ('AM', 'PM')),
  last_day date check (last_day >= first_day),
  last_half text check (last_half in ('AM', 'PM')),
  pattern jsonb,
  -- The entry of the register's journal that set marks.
  entry integer,
  -- How many marks it set or took back.
  marks integer not null check (marks >= 0),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, planned_id, number),
  unique (school_id, key),
  foreign key (school_id, planned_id) references leave.planned,
  check ((kind in ('put-on', 'moved')) = (entry is not null)),
  check (kind not in ('put-on', 'taken-off') or cardinality(pupil_ids) > 0)
);
grant select, insert on leave.planned_step to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.planned_step');
call platform.protect('leave.planned_step', 'school_id');
