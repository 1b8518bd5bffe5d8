-- What a school can offer (school policy of 2024, section 7.4): rows of the standard catalogue as the school has changed them, and its own.
-- Each change is a new row, and the last one of a support holds. Nothing is deleted: a support that is offered no more is retired.
create table casework.support_row (
  school_id uuid not null,
  -- A name of the standard catalogue, or an id that the school gave its own.
  support_id text not null check (support_id <> ''),
  number integer not null check (number > 0),
  content jsonb not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, support_id, number)
);
call platform.keep_for_ever('casework.support_row');
call platform.protect('casework.support_row', 'school_id');
grant select, insert on casework.support_row to firstbell_app, firstbell_system;
