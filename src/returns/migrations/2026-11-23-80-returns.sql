-- What was told to the local authority and to others about pupils. What is due is derived from marks and the roll each time and stored nowhere;
-- here is what people did about it.

create schema returns;
grant usage on schema returns to firstbell_app, firstbell_system;

-- One return, from the first time that somebody did something about it. Its key is that of the duty which it discharges.
create table returns.return (
  school_id uuid not null,
  duty_key text not null check (duty_key <> ''),
  kind text not null check (kind <> ''),
  pupil_id uuid not null,
  -- The day on which what it follows from began.
  trigger_day date not null,
  -- Why it was due, in the words that were shown then.
  because text not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, duty_key)
);
create index on returns.return (school_id, pupil_id);
call platform.keep_for_ever('returns.return');
call platform.protect('returns.return', 'school_id');
grant select, insert on returns.return to firstbell_app, firstbell_system;

-- What happened to it, in order. Where a return stands follows from these (src/returns/rules/return-state.ts).
create table returns.step (
  school_id uuid not null,
  duty_key text not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('cause', 'exported', 'sent', 'receipted', 'corrected', 'settled')),
  words text not null default '',
  way text,
  reference text not null default '',
  -- What was told, as it stood: fields with their lines, and the sessions behind them.
  told jsonb,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, duty_key, number),
  foreign key (school_id, duty_key) references returns.return,
  check ((way is not null) = (kind in ('sent', 'corrected')))
);
call platform.keep_for_ever('returns.step');
call platform.protect('returns.step', 'school_id');
grant select, insert on returns.step to firstbell_app, firstbell_system;
