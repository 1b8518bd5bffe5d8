-- The register: a journal of acts that nobody can change, and strips that say what stands now.

create schema register;
grant usage on schema register to firstbell_app, firstbell_system;

-- The end of a school's journal. Every writing transaction locks this row first: a school's acts happen one after the other,
-- so numbers have no gaps and nobody decides on marks that somebody else is changing.
create table register.head (
  school_id uuid primary key,
  last_number bigint not null default 0,
  last_hash bytea not null default decode(repeat('00', 32), 'hex') check (length(last_hash) = 32)
) with (fillfactor = 50);
grant select, insert, update on register.head to firstbell_app, firstbell_system;
call platform.protect('register.head', 'school_id');

-- One act of a person, an import or the closing clock.
create table register.entry (
  school_id uuid not null,
  number bigint not null check (number > 0),
  act text not null check (act in ('taken', 'amended', 'signed-in', 'left-site', 'returned', 'closed', 'reopened', 'planned',
    'school-closed', 'withdrawn', 'imported')),
  -- The school year, and the first and last session that the act touches, as places in that year's strips.
  year integer not null,
  first_session integer not null check (first_session between 0 and 731),
  last_session integer not null check (last_session between first_session and 731),
  -- Whose register it was; null for acts that are not about one group.
  group_id uuid,
  made_at timestamptz not null check (made_at = date_trunc('milliseconds', made_at)),
  made_by uuid not null,
  -- Name and position as they were then: the regulation asks for both.
  made_by_name text not null,
  made_by_position text not null,
  reason text,
  key uuid,
  body_hash bytea check (length(body_hash) = 32),
  -- About the act as a whole: whether the register was complete, what was answered.
  facts jsonb not null,
  -- Twenty bytes a mark: pupil (16), session (2, big-endian), code before (1), code after (1). 0 is no mark.
  marks bytea not null check (length(marks) % 20 = 0),
  -- What was recorded beside a mark, by the mark's place in `marks`.
  details jsonb not null,
  -- True where it is more than first marks of a register: what the history of a pupil must show.
  notable boolean not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  -- SHA-256 as src/register/journal/entry-hash.ts writes it down.
  hash bytea not null check (length(hash) = 32),
  primary key (school_id, number)
) with (toast_tuple_target = 8160);
alter table register.entry alter column marks set storage external;
call platform.keep_for_ever('register.entry');
call platform.protect('register.entry', 'school_id');
create unique index entry_by_key on register.entry (school_id, key) where key is not null;
create index entry_of_session on register.entry (school_id, year, first_session, group_id);
-- Acts over several sessions are few, and those that began earlier must be found without scanning the year.
create index entry_of_sessions on register.entry (school_id, year, last_session, first_session) where first_session < last_session;
create index entry_notable on register.entry (school_id, year, number) where notable;

-- What stands now: a byte for each half day from 1 August. Written only together with an entry; can be made again from them.
create table register.strip (
  school_id uuid not null,
  year integer not null,
  pupil_id uuid not null,
  marks bytea not null check (length(marks) = 732),
  primary key (school_id, year, pupil_id)
) with (fillfactor = 50);
-- Half of each page stays free, so that a changed strip stays on its page and no index is touched.
alter table register.strip alter column marks set storage plain;
grant select, insert, update on register.strip to firstbell_app, firstbell_system;
call platform.protect('register.strip', 'school_id');

-- Reminders of registers that nobody took.
create table register.reminder (
  school_id uuid not null,
  year integer not null,
  session integer not null check (session between 0 and 731),
  group_id uuid not null,
  sent_at timestamptz not null,
  sent_by uuid not null,
  sent_by_name text not null,
  primary key (school_id, year, session, group_id, sent_at)
);
call platform.keep_for_ever('register.reminder');
call platform.protect('register.reminder', 'school_id');

-- The journal mark by mark, for people who look with SQL.
create view register.change with (security_invoker = true) as
  select entry.school_id, entry.number, entry.act, entry.year, entry.group_id,
    encode(substring(entry.marks from place * 20 + 1 for 16), 'hex')::uuid as pupil_id,
    get_byte(entry.marks, place * 20 + 16) * 256 + get_byte(entry.marks, place * 20 + 17) as session,
    make_date(entry.year, 8, 1)
      + (get_byte(entry.marks, place * 20 + 16) * 256 + get_byte(entry.marks, place * 20 + 17)) / 2 as day,
    case get_byte(entry.marks, place * 20 + 17) % 2 when 0 then 'AM' else 'PM' end as half,
    get_byte(entry.marks, place * 20 + 18) as from_byte,
    get_byte(entry.marks, place * 20 + 19) as to_byte,
    entry.details -> place::text as details,
    entry.made_at, entry.made_by, entry.made_by_name, entry.made_by_position, entry.reason
  from register.entry, generate_series(0, length(entry.marks) / 20 - 1) as place;
grant select on register.change to firstbell_app, firstbell_system;
