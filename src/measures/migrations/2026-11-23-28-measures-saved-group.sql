-- Groups of pupils that somebody named to see their figures again. Nothing is deleted: a group that is taken away stays, with who did it.
create table measures.saved_group (
  school_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  -- One of the two: a list of pupils, or a part of the school, read anew each time.
  pupil_ids uuid[],
  filter jsonb,
  saved_at timestamptz not null,
  saved_by uuid not null,
  saved_by_name text not null,
  saved_by_position text not null,
  removed_at timestamptz,
  removed_by uuid,
  removed_by_name text,
  removed_by_position text,
  primary key (school_id, id),
  check (num_nonnulls(pupil_ids, filter) = 1),
  check (num_nulls(removed_at, removed_by, removed_by_name, removed_by_position) in (0, 4))
);
create unique index saved_group_name on measures.saved_group (school_id, lower(name)) where removed_at is null;
grant select, insert, update (removed_at, removed_by, removed_by_name, removed_by_position)
  on measures.saved_group to firstbell_app, firstbell_system;
call platform.protect('measures.saved_group', 'school_id');
