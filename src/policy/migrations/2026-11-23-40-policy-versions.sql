-- A school's attendance policy: its YAML file as it was given, version after version. A version is never changed and never taken
-- away; the newest whose first day has come is in force.

create schema policy;
grant usage on schema policy to firstbell_app, firstbell_system;

create table policy.version (
  school_id uuid not null,
  number integer not null check (number > 0),
  -- The file, to the byte that was uploaded but for its encoding: UTF-8.
  content text not null check (content <> ''),
  sha256 text not null,
  -- What the file calls itself.
  label text not null,
  in_force_from date not null,
  -- Of the check when it was saved; the check of today is made anew.
  findings integer not null,
  reason text not null check (reason <> ''),
  saved_at timestamptz not null,
  saved_by uuid not null,
  saved_by_name text not null,
  saved_by_position text not null,
  primary key (school_id, number)
);
grant select, insert on policy.version to firstbell_app, firstbell_system;
call platform.keep_for_ever('policy.version');
call platform.protect('policy.version', 'school_id');
