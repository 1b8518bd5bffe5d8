-- Formal steps: what was asked before one is taken, notices to improve, penalty notices, and what lies beyond. A thread is one of them from its first
-- word to its last; where it stands follows from its events and is stored nowhere. Nothing here is ever changed or deleted.

create schema enforcement;
grant usage on schema enforcement to firstbell_app, firstbell_system;

create table enforcement.thread (
  school_id uuid not null,
  thread_id uuid not null,
  -- 'consideration', or the formal step that it is.
  kind text not null check (kind <> ''),
  pupil_id uuid not null,
  -- The parent whom it is about: each has a thread of their own. Null where it is about the child.
  contact_id uuid,
  -- The case whose formal step it is.
  case_id uuid,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, thread_id)
);
create index on enforcement.thread (school_id, pupil_id);
call platform.keep_for_ever('enforcement.thread');
call platform.protect('enforcement.thread', 'school_id');
grant select, insert on enforcement.thread to firstbell_app, firstbell_system;

create table enforcement.event (
  school_id uuid not null,
  thread_id uuid not null,
  -- Without gaps for each thread. Whoever writes says which number comes next: of two who decide on the same facts, one is told to look again.
  number integer not null check (number > 0),
  kind text not null check (kind <> ''),
  -- The day on which it happened, which may be before it was written down.
  day date not null,
  body jsonb not null,
  -- The sender's own key: the same one twice is the same event.
  key uuid not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, thread_id, number),
  unique (school_id, key),
  foreign key (school_id, thread_id) references enforcement.thread
);
call platform.keep_for_ever('enforcement.event');
call platform.protect('enforcement.event', 'school_id');
grant select, insert on enforcement.event to firstbell_app, firstbell_system;
