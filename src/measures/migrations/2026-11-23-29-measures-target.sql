-- What a school aims at in a year. Each row is one act: who set it, when, to what, where it comes from, and why. What it was before is the row
-- before; a row without a figure takes the target back.
create table measures.target (
  school_id uuid not null,
  year integer not null,
  figure text not null check (figure in ('attendance', 'absence', 'persistent', 'severe')),
  number integer not null check (number > 0),
  -- In hundredths of a percent: 9550 is 95.5 %.
  hundredths integer check (hundredths between 0 and 10000),
  source text not null check ((source <> '') = (hundredths is not null)),
  reason text not null check (reason <> ''),
  set_at timestamptz not null,
  set_by uuid not null,
  set_by_name text not null,
  set_by_position text not null,
  primary key (school_id, year, figure, number)
);
grant select, insert on measures.target to firstbell_app, firstbell_system;
call platform.keep_for_ever('measures.target');
call platform.protect('measures.target', 'school_id');
