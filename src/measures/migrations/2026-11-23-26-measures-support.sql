-- Something done for some pupils from a day on, kept so that anybody can ask later whether it helped.
create table measures.support (
  school_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  from_day date not null,
  -- One of the two: pupils by name, or the part of the school that it was for, as of the first day.
  pupil_ids uuid[],
  filter jsonb,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_by_position text not null,
  -- The last day with the support; set once.
  ended_day date check (ended_day >= from_day),
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  ended_by_position text,
  primary key (school_id, id),
  check (num_nonnulls(pupil_ids, filter) = 1),
  check (num_nulls(ended_day, ended_at, ended_by, ended_by_name, ended_by_position) in (0, 5))
);
grant select, insert, update (ended_day, ended_at, ended_by, ended_by_name, ended_by_position)
  on measures.support to firstbell_app, firstbell_system;
call platform.protect('measures.support', 'school_id');
