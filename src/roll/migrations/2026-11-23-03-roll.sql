-- The roll: schools, their calendars and day clocks; the admission register (regulation 8, SI 2024/208); contacts and groups.
-- Every table here is the present truth. What it was before, who changed it, when and why is kept for ever in roll.change.

create schema roll;
grant usage on schema roll to firstbell_app, firstbell_system;

create table roll.authority (
  authority_id uuid primary key,
  code text not null unique check (code ~ '^[0-9]{3}$'),
  name text not null
);
comment on table roll.authority is 'global: the names and numbers of local authorities are public';
grant select on roll.authority to firstbell_app;
grant select, insert, update on roll.authority to firstbell_system;

create table roll.trust (
  trust_id uuid primary key,
  name text not null
);
comment on table roll.trust is 'global: the names of trusts are public';
grant select on roll.trust to firstbell_app;
grant select, insert, update on roll.trust to firstbell_system;

create table roll.school (
  school_id uuid primary key,
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  laestab text not null check (laestab ~ '^[0-9]{3}/[0-9]{4}$'),
  name text not null,
  short_name text not null,
  phase text not null,
  type text not null,
  address jsonb not null,
  telephone text not null default '',
  trust_id uuid references roll.trust,
  authority_id uuid references roll.authority,
  year_groups text[] not null,
  boards boolean not null default false,
  -- What the school tells everybody, whatever their year group: compared with its clocks.
  stated jsonb not null default '{}',
  version integer not null default 1
);
grant select, insert, update on roll.school to firstbell_app, firstbell_system;
call platform.protect('roll.school', 'school_id');

-- A year's terms and days off are read and replaced together, so they are one row.
create table roll.calendar (
  school_id uuid not null references roll.school,
  year integer not null,
  terms jsonb not null,
  days_off jsonb not null,
  version integer not null default 1,
  primary key (school_id, year)
);
grant select, insert, update on roll.calendar to firstbell_app, firstbell_system;
call platform.protect('roll.calendar', 'school_id');

-- In force from a day until a later row of the same year group.
create table roll.day_clock (
  school_id uuid not null references roll.school,
  year_group text not null,
  from_day date not null,
  clock jsonb not null,
  also_stated jsonb not null default '[]',
  version integer not null default 1,
  primary key (school_id, year_group, from_day)
);
grant select, insert, update on roll.day_clock to firstbell_app, firstbell_system;
call platform.protect('roll.day_clock', 'school_id');

-- until_day is never included, here and below: ranges are half open.
create table roll.registration_group (
  school_id uuid not null references roll.school,
  group_id uuid not null,
  name text not null,
  year_group text,
  from_day date not null,
  until_day date,
  version integer not null default 1,
  primary key (school_id, group_id),
  check (until_day is null or until_day > from_day)
);
grant select, insert, update on roll.registration_group to firstbell_app, firstbell_system;
call platform.protect('roll.registration_group', 'school_id');

create table roll.tutor (
  school_id uuid not null,
  group_id uuid not null,
  person_id uuid not null,
  from_day date not null,
  until_day date,
  version integer not null default 1,
  primary key (school_id, group_id, person_id, from_day),
  foreign key (school_id, group_id) references roll.registration_group
);
grant select, insert, update on roll.tutor to firstbell_app, firstbell_system;
call platform.protect('roll.tutor', 'school_id');
create index tutor_by_person on roll.tutor (school_id, person_id);

-- A dwelling, one row however many live there, so that one flag hides it everywhere. Its text never changes: people move.
create table roll.address (
  school_id uuid not null references roll.school,
  address_id uuid not null,
  fingerprint text not null,
  lines text[] not null,
  town text not null,
  postcode text not null,
  confidential boolean not null default false,
  version integer not null default 1,
  primary key (school_id, address_id),
  unique (school_id, fingerprint)
);
grant select, insert, update on roll.address to firstbell_app, firstbell_system;
call platform.protect('roll.address', 'school_id');

create table roll.pupil (
  school_id uuid not null references roll.school,
  pupil_id uuid not null,
  legal_forenames text not null,
  legal_surname text not null,
  preferred_forename text not null,
  preferred_surname text not null,
  born date not null,
  sex text not null check (sex in ('F', 'M')),
  upn text,
  former_upn text,
  admission_number text,
  address_id uuid,
  starting_day date not null,
  leaving_day date,
  leaving_ground_letter text,
  leaving_ground text,
  boarder boolean not null default false,
  last_school text,
  next_school text,
  next_school_from date,
  -- Regulation 8(3): where the pupil will live, with whom and from when, once the school has been told.
  future_address_id uuid,
  future_parent text,
  future_from date,
  sort_key text collate "C" not null,
  search_key text collate "C" not null,
  version integer not null default 1,
  primary key (school_id, pupil_id),
  foreign key (school_id, address_id) references roll.address,
  foreign key (school_id, future_address_id) references roll.address,
  check (leaving_day is null or leaving_day >= starting_day)
);
grant select, insert, update on roll.pupil to firstbell_app, firstbell_system;
call platform.protect('roll.pupil', 'school_id');
-- A child who comes back is a new enrolment with the same number, so it is unique only among those who have no leaving day.
create unique index pupil_upn_on_roll on roll.pupil (school_id, upn) where leaving_day is null;
create unique index pupil_admission_number on roll.pupil (school_id, admission_number);
create index pupil_by_address on roll.pupil (school_id, address_id);
create index pupil_by_name on roll.pupil (school_id, sort_key, pupil_id);

-- Which year group and registration group a pupil is in, and was in.
create table roll.placement (
  school_id uuid not null,
  pupil_id uuid not null,
  from_day date not null,
  until_day date,
  year_group text not null,
  group_id uuid,
  version integer not null default 1,
  primary key (school_id, pupil_id, from_day),
  foreign key (school_id, pupil_id) references roll.pupil,
  foreign key (school_id, group_id) references roll.registration_group,
  check (until_day is null or until_day >= from_day)
);
grant select, insert, update on roll.placement to firstbell_app, firstbell_system;
call platform.protect('roll.placement', 'school_id');
create index placement_by_group on roll.placement (school_id, group_id);

create table roll.contact (
  school_id uuid not null references roll.school,
  contact_id uuid not null,
  title text not null default '',
  forenames text not null,
  surname text not null,
  address_id uuid,
  phones jsonb not null default '[]',
  email text,
  language text,
  interpreter boolean not null default false,
  version integer not null default 1,
  primary key (school_id, contact_id),
  foreign key (school_id, address_id) references roll.address
);
grant select, insert, update on roll.contact to firstbell_app, firstbell_system;
call platform.protect('roll.contact', 'school_id');
create index contact_by_address on roll.contact (school_id, address_id);

create table roll.pupil_contact (
  school_id uuid not null,
  pupil_id uuid not null,
  contact_id uuid not null,
  position integer not null,
  relationship text not null,
  is_parent boolean not null,
  parental_responsibility text not null check (parental_responsibility in ('yes', 'no', 'not-known')),
  lives_with boolean not null,
  emergency boolean not null,
  may_be_told boolean not null,
  barred boolean not null default false,
  barred_reason text,
  from_day date not null,
  until_day date,
  version integer not null default 1,
  primary key (school_id, pupil_id, contact_id),
  foreign key (school_id, pupil_id) references roll.pupil,
  foreign key (school_id, contact_id) references roll.contact,
  check (not (barred and (may_be_told or emergency))),
  check (barred = (barred_reason is not null))
);
grant select, insert, update on roll.pupil_contact to firstbell_app, firstbell_system;
call platform.protect('roll.pupil_contact', 'school_id');
create index pupil_contact_by_contact on roll.pupil_contact (school_id, contact_id);

create table roll.flag (
  school_id uuid not null,
  pupil_id uuid not null,
  kind text not null,
  from_day date not null,
  until_day date,
  note text,
  version integer not null default 1,
  primary key (school_id, pupil_id, kind, from_day),
  foreign key (school_id, pupil_id) references roll.pupil
);
grant select, insert, update on roll.flag to firstbell_app, firstbell_system;
call platform.protect('roll.flag', 'school_id');

-- The five facts of every change: original entry, amended entry, reason, when, and the name and position of who made it.
-- Kept at least six years from the day it was made (regulation 7); nothing here deletes any sooner, or at all.
create table roll.change (
  school_id uuid not null references roll.school,
  number bigint generated always as identity,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  by_position text not null,
  reason text not null,
  record text not null,
  -- Whom it is about; null for contacts and addresses, which several pupils may share, and for the school itself.
  pupil_id uuid,
  contact_id uuid,
  before jsonb,
  after jsonb not null,
  primary key (school_id, number)
);
call platform.keep_for_ever('roll.change');
call platform.protect('roll.change', 'school_id');
create index change_by_pupil on roll.change (school_id, pupil_id, number) where pupil_id is not null;
create index change_by_contact on roll.change (school_id, contact_id, number) where contact_id is not null;
