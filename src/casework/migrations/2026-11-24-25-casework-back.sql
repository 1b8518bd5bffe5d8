-- How a child was met on the first day back after a long absence, whether or not there is a case.

create table casework.met_back (
  school_id uuid not null,
  pupil_id uuid not null,
  -- The first day back.
  day date not null,
  away integer not null check (away > 0),
  -- What was seen to: `returned` of src/casework/contract/entries/plans.ts.
  body jsonb not null,
  key uuid not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, pupil_id, day)
);
call platform.keep_for_ever('casework.met_back');
call platform.protect('casework.met_back', 'school_id');
grant select, insert on casework.met_back to firstbell_app, firstbell_system;

-- After how many school days away a first day back is prompted: the school's own, the last one set holds.
create table casework.long_absence (
  school_id uuid not null,
  set_at timestamptz not null,
  days integer not null check (days between 2 and 60),
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, set_at)
);
call platform.keep_for_ever('casework.long_absence');
call platform.protect('casework.long_absence', 'school_id');
grant select, insert on casework.long_absence to firstbell_app, firstbell_system;
