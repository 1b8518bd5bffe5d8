create schema weekly;
grant usage on schema weekly to firstbell_app, firstbell_system;

-- That a form was given its week's attendance. Once a week; the first who says so stands.
create table weekly.told (
  school_id uuid not null,
  group_id uuid not null,
  monday date not null check (extract(isodow from monday) = 1),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, group_id, monday)
);
grant select, insert on weekly.told to firstbell_app, firstbell_system;
call platform.keep_for_ever('weekly.told');
call platform.protect('weekly.told', 'school_id');

-- Praise for one child, with what it was for in words that go home and on the card.
create table weekly.praise (
  school_id uuid not null,
  praise_id uuid not null,
  pupil_id uuid not null,
  day date not null,
  words text not null check (words <> ''),
  -- What the child says of it, as the child says it.
  child_words text not null,
  way text not null check (way in ('card', 'message', 'both')),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, praise_id)
);
create index on weekly.praise (school_id, pupil_id, day);
grant select, insert on weekly.praise to firstbell_app, firstbell_system;
call platform.keep_for_ever('weekly.praise');
call platform.protect('weekly.praise', 'school_id');

-- Whether a child is to be praised for attendance: the family's word and the school's, each the last.
create table weekly.praise_choice (
  school_id uuid not null,
  pupil_id uuid not null,
  number integer not null check (number > 0),
  chosen_by text not null check (chosen_by in ('family', 'school')),
  wanted boolean not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, pupil_id, number)
);
grant select, insert on weekly.praise_choice to firstbell_app, firstbell_system;
call platform.keep_for_ever('weekly.praise_choice');
call platform.protect('weekly.praise_choice', 'school_id');

-- Whether forms are shown beside one another; no row: they are not.
create table weekly.form_table (
  school_id uuid not null,
  number integer not null check (number > 0),
  shown boolean not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, number)
);
grant select, insert on weekly.form_table to firstbell_app, firstbell_system;
call platform.keep_for_ever('weekly.form_table');
call platform.protect('weekly.form_table', 'school_id');
