-- What the authority's code of conduct says of formal steps, as the school entered it: each change is a new row, and the last one holds.
create table enforcement.settings (
  school_id uuid not null,
  number integer not null check (number > 0),
  content jsonb not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, number)
);
call platform.keep_for_ever('enforcement.settings');
call platform.protect('enforcement.settings', 'school_id');
grant select, insert on enforcement.settings to firstbell_app, firstbell_system;
