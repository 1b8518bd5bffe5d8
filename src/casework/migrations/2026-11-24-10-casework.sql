-- Cases: what was learned, offered, agreed and done for one child. A case is its entries; where it stands follows from them
-- (src/casework/rules/cases/case-state.ts) and is stored nowhere. Nothing here is ever changed or deleted.

create schema casework;
grant usage on schema casework to firstbell_app, firstbell_system;

create table casework.case_file (
  school_id uuid not null,
  case_id uuid not null,
  pupil_id uuid not null,
  opened_at timestamptz not null,
  primary key (school_id, case_id)
);
create index on casework.case_file (school_id, pupil_id);
call platform.keep_for_ever('casework.case_file');
call platform.protect('casework.case_file', 'school_id');
grant select, insert on casework.case_file to firstbell_app, firstbell_system;

create table casework.entry (
  school_id uuid not null,
  case_id uuid not null,
  -- Without gaps for each case. Whoever writes says which number comes next: of two who decide on the same facts, one is told to look again.
  number integer not null check (number > 0),
  kind text not null check (kind <> ''),
  -- The day on which it happened, which may be before it was written down.
  day date not null,
  body jsonb not null,
  -- The sender's own key: the same one twice is the same entry.
  key uuid not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, case_id, number),
  unique (school_id, key),
  foreign key (school_id, case_id) references casework.case_file
);
call platform.keep_for_ever('casework.entry');
call platform.protect('casework.entry', 'school_id');
grant select, insert on casework.entry to firstbell_app, firstbell_system;

-- What only those who look after safety may read. A table of its own, so that nothing that reads entries can show one by an oversight.
create table casework.restricted_entry (
  school_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind <> ''),
  day date not null,
  body jsonb not null,
  key uuid not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, case_id, number),
  unique (school_id, key),
  foreign key (school_id, case_id) references casework.case_file
);
call platform.keep_for_ever('casework.restricted_entry');
call platform.protect('casework.restricted_entry', 'school_id');
grant select, insert on casework.restricted_entry to firstbell_app, firstbell_system;
