create schema absence;
grant usage on schema absence to firstbell_app, firstbell_system;

-- What a family told the school about one child. It never changes: whoever has more to say reports again.
create table absence.report (
  school_id uuid not null,
  report_id uuid not null,
  pupil_id uuid not null,
  first_day date not null,
  first_half text not null check (first_half in ('AM', 'PM')),
  -- `day`: away to that day and with it; `returns`: back on that day; `unknown`: until somebody says more.
  until_kind text not null check (until_kind in ('day', 'unknown', 'returns')),
  until_day date,
  -- The last day of which the report speaks, for finding it by days.
  last_day date not null check (last_day >= first_day),
  category text not null check (category in ('illness', 'medical-appointment', 'religious', 'bereavement', 'family', 'holiday',
    'transport', 'travelling', 'late', 'other')),
  words text not null,
  channel text not null check (channel in ('portal', 'phone', 'email', 'text', 'in-person')),
  reporter_contact_id uuid,
  reporter_name text not null check (reporter_name <> ''),
  -- When the school had it; entered_at is when it was typed in.
  received_at timestamptz not null,
  -- The report about another child from which this one was moved.
  moved_from uuid,
  entered_at timestamptz not null check (entered_at >= received_at),
  -- Somebody with an account, or the contact whom a portal or a reply knows.
  entered_by text not null,
  entered_by_name text not null,
  entered_by_position text not null,
  primary key (school_id, report_id),
  foreign key (school_id, moved_from) references absence.report,
  check ((until_kind = 'unknown') = (until_day is null)),
  check (until_kind <> 'day' or until_day = last_day),
  check (until_kind <> 'returns' or until_day > first_day),
  check (until_kind <> 'unknown' or last_day = first_day)
);
create index on absence.report (school_id, pupil_id, last_day);
create index on absence.report (school_id, last_day);
grant select, insert on absence.report to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.report');
call platform.protect('absence.report', 'school_id');

-- What happened to a report, in order. Where it stands follows from its steps; nothing else is stored.
create table absence.report_step (
  school_id uuid not null,
  report_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('accepted', 'changed', 'question', 'answer', 'set-aside')),
  text text not null,
  -- Of an acceptance: the code, its sessions, the entries of the register's journal that it made, and how many marks those are.
  code text,
  first_day date,
  first_half text check (first_half in ('AM', 'PM')),
  last_day date check (last_day >= first_day),
  last_half text check (last_half in ('AM', 'PM')),
  amended integer,
  planned integer,
  marks integer not null default 0,
  -- Of setting aside: why, and the report about the right child.
  reason text check (reason in ('wrong-child', 'duplicate', 'taken-back', 'in-school', 'not-from-family')),
  moved_to uuid,
  at timestamptz not null,
  by text not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, report_id, number),
  foreign key (school_id, report_id) references absence.report,
  foreign key (school_id, moved_to) references absence.report,
  check ((kind in ('accepted', 'changed')) = (num_nonnulls(code, first_day, first_half, last_day, last_half) = 5)),
  check (kind in ('accepted', 'changed') or num_nonnulls(code, first_day, first_half, last_day, last_half, amended, planned) = 0),
  check ((kind = 'set-aside') = (reason is not null)),
  check (kind = 'set-aside' or moved_to is null),
  check (kind not in ('question', 'answer') or text <> '')
);
grant select, insert on absence.report_step to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.report_step');
call platform.protect('absence.report_step', 'school_id');
