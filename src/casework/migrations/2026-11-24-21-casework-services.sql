-- Local services that a family can be referred to. Each change, and each time that somebody checked that it is still so, is a new row.
create table casework.service_row (
  school_id uuid not null,
  service_id uuid not null,
  number integer not null check (number > 0),
  content jsonb not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, service_id, number)
);
call platform.keep_for_ever('casework.service_row');
call platform.protect('casework.service_row', 'school_id');
grant select, insert on casework.service_row to firstbell_app, firstbell_system;
