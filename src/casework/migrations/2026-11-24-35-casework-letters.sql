-- Letters of the ladder. That a letter was sent is not kept here: its messages say so (messaging, cause `ladder:<letter_id>`), and one that
-- never went counts for nothing. Nothing here is ever changed or deleted.

create table casework.letter (
  school_id uuid not null,
  letter_id uuid not null,
  -- All that were put in the queue together.
  batch_id uuid not null,
  pupil_id uuid not null,
  kind text not null check (kind in ('first', 'second', 'meeting', 'final', 'improved', 'stepped-down')),
  wording text not null check (wording in ('absence', 'illness', 'late', 'good news')),
  -- What led to it, in words.
  why jsonb not null,
  -- Sessions counted from the registers when it was written, and the days between which they were counted.
  counted jsonb not null,
  -- Why it went although something spoke against it; empty where nothing did.
  despite text not null,
  day date not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, letter_id)
);
create index on casework.letter (school_id, pupil_id);
create index on casework.letter (school_id, day);
call platform.keep_for_ever('casework.letter');
call platform.protect('casework.letter', 'school_id');
grant select, insert on casework.letter to firstbell_app, firstbell_system;

-- That no letter goes to a family for now, and why. The last word about a child counts.
create table casework.letter_hold (
  school_id uuid not null,
  pupil_id uuid not null,
  number integer not null check (number > 0),
  held boolean not null,
  because text not null check (because <> ''),
  words text not null,
  -- The last day on which it holds; null until somebody ends it.
  until_day date,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, pupil_id, number)
);
call platform.keep_for_ever('casework.letter_hold');
call platform.protect('casework.letter_hold', 'school_id');
grant select, insert on casework.letter_hold to firstbell_app, firstbell_system;
