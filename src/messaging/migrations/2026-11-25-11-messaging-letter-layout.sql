-- A school's own layout of letters, in Typst: versions, the latest of which is used. Null: the house layout again.

create table messaging.letter_layout (
  school_id uuid not null,
  version integer not null check (version > 0),
  source text check (length(source) between 1 and 40000),
  reason text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, version)
);
call platform.keep_for_ever('messaging.letter_layout');
call platform.protect('messaging.letter_layout', 'school_id');
grant select, insert on messaging.letter_layout to firstbell_app, firstbell_system;
