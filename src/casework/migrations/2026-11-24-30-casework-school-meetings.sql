-- Meetings that are about the school or about several families: a panel, a targeting support meeting with the authority. What is said of a child
-- is in that child's case alone (meeting-called with `partOf`); here stands only that the school met, when, where and who came.

create table casework.school_meeting (
  school_id uuid not null,
  meeting_id uuid not null,
  -- From 1 without gaps: what happened to the meeting, in order. The first calls it.
  number integer not null check (number > 0),
  kind text not null check (kind in ('called', 'moved', 'cancelled', 'held')),
  body jsonb not null,
  key uuid not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, meeting_id, number),
  unique (school_id, key)
);
call platform.keep_for_ever('casework.school_meeting');
call platform.protect('casework.school_meeting', 'school_id');
grant select, insert on casework.school_meeting to firstbell_app, firstbell_system;
