-- Where everybody may read a school's policy, and whether the school lets them. An address is a school's for ever: what hangs on
-- it in printed letters must not one day open another school's policy.

create table policy.address (
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  school_id uuid primary key
);
grant select, insert on policy.address to firstbell_app, firstbell_system;
call platform.keep_for_ever('policy.address');
call platform.protect('policy.address', 'school_id');

create table policy.publication (
  school_id uuid not null,
  number integer not null check (number > 0),
  published boolean not null,
  reason text not null check (reason <> ''),
  said_at timestamptz not null,
  said_by uuid not null,
  said_by_name text not null,
  said_by_position text not null,
  primary key (school_id, number)
);
grant select, insert on policy.publication to firstbell_app, firstbell_system;
call platform.keep_for_ever('policy.publication');
call platform.protect('policy.publication', 'school_id');
