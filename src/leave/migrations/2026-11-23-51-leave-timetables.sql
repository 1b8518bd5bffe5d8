-- A part-time timetable: for a pupil of compulsory school age in exceptional circumstances, agreed with a parent, with agreed times, for a time
-- that ends. Each row is one agreement and never changes; a new agreement is a new row.
create table leave.timetable (
  school_id uuid not null,
  timetable_id uuid not null,
  pupil_id uuid not null,
  reason text not null check (reason <> ''),
  -- [{ "weekday": 1 to 7, "half": "AM" or "PM" }]: the sessions of each week for which the pupil does not come.
  away jsonb not null check (jsonb_typeof(away) = 'array' and jsonb_array_length(away) > 0),
  -- The agreed times, as they were written down.
  times text not null check (times <> ''),
  agreed_with text not null check (agreed_with <> ''),
  agreed_day date not null,
  first_day date not null,
  review_day date not null check (review_day >= first_day),
  last_day date not null check (last_day >= review_day),
  -- The entry of the register's journal that set the marks ahead.
  entry integer not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, timetable_id)
);
create index on leave.timetable (school_id, pupil_id);
grant select, insert on leave.timetable to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.timetable');
call platform.protect('leave.timetable', 'school_id');

create table leave.timetable_step (
  school_id uuid not null,
  timetable_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('reviewed', 'ended')),
  words text not null check (words <> ''),
  -- Of a review: the day of the next one.
  review_day date,
  entry integer,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, timetable_id, number),
  foreign key (school_id, timetable_id) references leave.timetable
);
grant select, insert on leave.timetable_step to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.timetable_step');
call platform.protect('leave.timetable_step', 'school_id');
