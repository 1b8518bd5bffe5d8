create schema leave;
grant usage on schema leave to firstbell_app, firstbell_system;

-- A request for leave of absence as it was made. It never changes: a family that wants something else asks again.
create table leave.request (
  school_id uuid not null,
  request_id uuid not null,
  pupil_id uuid not null,
  kind text not null check (kind in ('exceptional', 'performance', 'interview', 'examinations')),
  first_day date not null,
  first_half text not null check (first_half in ('AM', 'PM')),
  last_day date not null check (last_day >= first_day),
  last_half text not null check (last_half in ('AM', 'PM')),
  reason text not null check (reason <> ''),
  particulars text not null,
  asked_by text not null check (asked_by <> ''),
  channel text not null check (channel in ('portal', 'form', 'email', 'letter', 'phone', 'in-person')),
  -- When the school had it, which decides whether it came in advance; entered_at is when it was typed in.
  asked_at timestamptz not null,
  entered_at timestamptz not null check (entered_at >= asked_at),
  entered_by uuid not null,
  entered_by_name text not null,
  entered_by_position text not null,
  primary key (school_id, request_id)
);
create index on leave.request (school_id, pupil_id);
create index on leave.request (school_id, last_day);
grant select, insert on leave.request to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.request');
call platform.protect('leave.request', 'school_id');

-- What happened to a request, in order. Where it stands follows from its steps; nothing else is stored.
create table leave.step (
  school_id uuid not null,
  request_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('questioned', 'answered', 'granted', 'refused', 'withdrawn')),
  reason text not null check (reason <> ''),
  first_day date,
  first_half text check (first_half in ('AM', 'PM')),
  last_day date check (last_day >= first_day),
  last_half text check (last_half in ('AM', 'PM')),
  conditions text not null default '',
  -- [{ "test": a word of the policy's test, "met": true or false }]
  judged jsonb not null default '[]',
  -- The entry of the register's journal that this step made.
  entry integer,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, request_id, number),
  foreign key (school_id, request_id) references leave.request,
  check ((kind = 'granted') = (num_nonnulls(first_day, first_half, last_day, last_half) = 4)),
  check (kind = 'granted' or num_nonnulls(first_day, first_half, last_day, last_half) = 0)
);
grant select, insert on leave.step to firstbell_app, firstbell_system;
call platform.keep_for_ever('leave.step');
call platform.protect('leave.step', 'school_id');
