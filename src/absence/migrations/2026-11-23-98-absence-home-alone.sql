-- Whether an absent child is at home alone, as the family said it in a report or a call. Said again, it is another row: the latest stands.
create table absence.home_alone (
  school_id uuid not null,
  pupil_id uuid not null,
  -- The report or the call in which it was said.
  said_in uuid not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  alone boolean not null,
  at timestamptz not null,
  by text not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, pupil_id, said_in)
);
create index on absence.home_alone (school_id, last_day);
grant select, insert on absence.home_alone to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.home_alone');
call platform.protect('absence.home_alone', 'school_id');
