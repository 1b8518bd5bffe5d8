-- What was tried to reach a family about one absent child: a call, a text, a letter. A call about brothers and sisters is a row for each, with
-- one act_id. No row ever changes.
create table absence.contact (
  school_id uuid not null,
  act_id uuid not null,
  pupil_id uuid not null,
  number bigint not null generated always as identity,
  -- The school day on which it was done.
  day date not null,
  channel text not null check (channel in ('call', 'text', 'letter')),
  whom text not null check (whom in ('contact', 'social worker', 'police', 'local authority')),
  contact_id uuid,
  contact_name text not null,
  -- The number rung, where it was one.
  address text,
  outcome text not null check (outcome in ('no-answer', 'message-left', 'spoke', 'reason', 'return-date', 'wrong-number', 'sent', 'not-sent')),
  words text not null,
  return_day date,
  message_id uuid,
  report_id uuid,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, act_id, pupil_id),
  check ((outcome in ('sent', 'not-sent')) = (channel <> 'call')),
  check ((outcome = 'return-date') = (return_day is not null)),
  check (channel <> 'text' or contact_id is not null)
);
create index on absence.contact (school_id, pupil_id, day);
create index on absence.contact (school_id, day);
-- However often, and by however many, the morning's text is asked for, it is noted once.
create unique index on absence.contact (school_id, pupil_id, day, contact_id) where channel = 'text';
grant select, insert on absence.contact to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.contact');
call platform.protect('absence.contact', 'school_id');

-- Who is ringing a family, until when. The next claim of a child has the next number: of two who claim at once one is too late. Given up by a
-- claim that ends as it begins.
create table absence.claim (
  school_id uuid not null,
  pupil_id uuid not null,
  number integer not null check (number > 0),
  at timestamptz not null,
  until timestamptz not null check (until >= at),
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, pupil_id, number)
);
grant select, insert on absence.claim to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.claim');
call platform.protect('absence.claim', 'school_id');
