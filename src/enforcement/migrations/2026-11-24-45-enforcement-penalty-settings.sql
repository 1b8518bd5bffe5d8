-- How a school and its authority handle penalty notices: who issues and who may sign, and what the school goes by where nobody has read the law.
-- Each change is a new row, and the last one holds.
create table enforcement.penalty_settings (
  school_id uuid not null,
  number integer not null check (number > 0),
  content jsonb not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, number)
);
call platform.keep_for_ever('enforcement.penalty_settings');
call platform.protect('enforcement.penalty_settings', 'school_id');
grant select, insert on enforcement.penalty_settings to firstbell_app, firstbell_system;
