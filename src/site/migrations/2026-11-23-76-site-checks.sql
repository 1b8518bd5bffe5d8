-- A spot check: somebody looked who of a group is where they should be, or met pupils out of lessons.
create table site.spot_check (
  school_id uuid not null,
  check_id uuid not null,
  kind text not null check (kind in ('group', 'corridor')),
  group_id uuid,
  -- The lesson or the corridor, in words.
  place text not null check (place <> ''),
  -- How many of the group were marked present and on site.
  expected integer not null check (expected >= 0),
  day date not null,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, check_id),
  check (kind = 'group' or group_id is null)
);
create index on site.spot_check (school_id, day);
grant select, insert on site.spot_check to firstbell_app, firstbell_system;
call platform.keep_for_ever('site.spot_check');
call platform.protect('site.spot_check', 'school_id');

-- A pupil present at registration whom a spot check missed in a lesson, or met outside one.
create table site.missing (
  school_id uuid not null,
  check_id uuid not null,
  pupil_id uuid not null,
  day date not null,
  at timestamptz not null,
  primary key (school_id, check_id, pupil_id),
  foreign key (school_id, check_id) references site.spot_check
);
create index on site.missing (school_id, day);
create index on site.missing (school_id, pupil_id);
grant select, insert on site.missing to firstbell_app, firstbell_system;
call platform.keep_for_ever('site.missing');
call platform.protect('site.missing', 'school_id');

-- What became of the search, step by step. A step never changes: what stands follows from all of them.
create table site.search_step (
  school_id uuid not null,
  check_id uuid not null,
  pupil_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('found', 'left-site', 'not-found', 'mistake', 'told', 'handed-over')),
  -- Where they were found or looked for; by what way the family was told; who looks from here on.
  place text not null,
  -- Who saw them; who was told.
  person text not null,
  words text not null,
  message_id uuid,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, check_id, pupil_id, number),
  foreign key (school_id, check_id, pupil_id) references site.missing
);
grant select, insert on site.search_step to firstbell_app, firstbell_system;
call platform.keep_for_ever('site.search_step');
call platform.protect('site.search_step', 'school_id');
