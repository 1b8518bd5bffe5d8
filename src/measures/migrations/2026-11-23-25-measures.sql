-- What a school knows that its marks do not say. Nothing is deleted: what is taken back stays, with who took it back and why.

create schema measures;
grant usage on schema measures to firstbell_app, firstbell_system;

-- Days with an event that ended late in the evening: the morning after is looked at.
create table measures.late_event (
  school_id uuid not null,
  id uuid not null,
  day date not null,
  what text not null check (what <> ''),
  added_at timestamptz not null,
  added_by uuid not null,
  added_by_name text not null,
  added_by_position text not null,
  removed_at timestamptz,
  removed_by uuid,
  removed_by_name text,
  removed_by_position text,
  removed_because text,
  primary key (school_id, id),
  check (num_nulls(removed_at, removed_by, removed_by_name, removed_by_position, removed_because) in (0, 5))
);
grant select, insert, update (removed_at, removed_by, removed_by_name, removed_by_position, removed_because)
  on measures.late_event to firstbell_app, firstbell_system;
call platform.protect('measures.late_event', 'school_id');

-- Sessions of the week at which a year group or a class has no lessons.
create table measures.lesson_free (
  school_id uuid not null,
  id uuid not null,
  -- One of the two.
  year_group text,
  group_id uuid,
  weekday integer not null check (weekday between 1 and 5),
  half text not null check (half in ('AM', 'PM')),
  from_day date not null,
  -- The first day on which it no longer holds.
  until_day date check (until_day > from_day),
  added_at timestamptz not null,
  added_by uuid not null,
  added_by_name text not null,
  added_by_position text not null,
  removed_at timestamptz,
  removed_by uuid,
  removed_by_name text,
  removed_by_position text,
  removed_because text,
  primary key (school_id, id),
  check (num_nonnulls(year_group, group_id) = 1),
  check (num_nulls(removed_at, removed_by, removed_by_name, removed_by_position, removed_because) in (0, 5))
);
grant select, insert, update (removed_at, removed_by, removed_by_name, removed_by_position, removed_because)
  on measures.lesson_free to firstbell_app, firstbell_system;
call platform.protect('measures.lesson_free', 'school_id');
