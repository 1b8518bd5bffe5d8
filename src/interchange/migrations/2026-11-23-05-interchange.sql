-- Roster imports: what was uploaded, what was asked and answered, what the preview says. The staged text of the files and the
-- preview are thrown away when an import is over; who imported which file, and what it changed in number, is kept.

create schema interchange;
grant usage on schema interchange to firstbell_app, firstbell_system;

create table interchange.roster_import (
  school_id uuid not null,
  import_id uuid not null,
  state text not null,
  -- The format that was chosen; null where the files are to say it themselves.
  format text,
  title text,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  by_position text not null,
  -- Whether whoever started it may see sensitive facts of pupils, and so may import them.
  sensitive boolean not null,
  questions jsonb not null default '[]',
  answers jsonb not null default '{}',
  notes jsonb not null default '[]',
  counts jsonb,
  gaps jsonb not null default '{}',
  -- Of the plan that the preview shows: commit does this or nothing.
  digest text,
  progress_done integer not null default 0,
  progress_total integer not null default 0,
  -- What came of it, as one sentence.
  sentence text,
  primary key (school_id, import_id)
);
grant select, insert, update on interchange.roster_import to firstbell_app, firstbell_system;
call platform.protect('interchange.roster_import', 'school_id');
create index roster_import_at_work on interchange.roster_import (state) where state in ('reading', 'committing');

create table interchange.roster_file (
  school_id uuid not null,
  import_id uuid not null,
  name text not null,
  sha256 text not null,
  bytes integer not null,
  rows integer not null,
  -- What was assumed about it: its encoding, its delimiter, what was passed over.
  notes jsonb not null default '[]',
  holds jsonb not null,
  added_at timestamptz not null,
  primary key (school_id, import_id, name),
  foreign key (school_id, import_id) references interchange.roster_import
);
grant select, insert, update, delete on interchange.roster_file to firstbell_app, firstbell_system;
call platform.protect('interchange.roster_file', 'school_id');

-- The rows of the files, some hundreds to a row here, with the columns that are used and no other.
create table interchange.staged_chunk (
  school_id uuid not null,
  import_id uuid not null,
  file text not null,
  number integer not null,
  table_name text not null,
  kind text not null,
  columns jsonb not null,
  rows jsonb not null,
  primary key (school_id, import_id, file, number),
  foreign key (school_id, import_id, file) references interchange.roster_file on delete cascade
);
grant select, insert, delete on interchange.staged_chunk to firstbell_app, firstbell_system;
call platform.protect('interchange.staged_chunk', 'school_id');

create table interchange.preview_row (
  school_id uuid not null,
  import_id uuid not null,
  position integer not null,
  kind text not null,
  -- The worst of its problems.
  level text check (level in ('stop', 'check')),
  row jsonb not null,
  primary key (school_id, import_id, position),
  foreign key (school_id, import_id) references interchange.roster_import
);
grant select, insert, delete on interchange.preview_row to firstbell_app, firstbell_system;
call platform.protect('interchange.preview_row', 'school_id');
create index preview_row_by_kind on interchange.preview_row (school_id, import_id, kind, position);

-- What a system's files call a pupil, so that the next file of that system finds them again.
create table interchange.source_pupil (
  school_id uuid not null,
  format text not null,
  source_id text not null,
  pupil_id uuid not null,
  primary key (school_id, format, source_id)
);
grant select, insert, update on interchange.source_pupil to firstbell_app, firstbell_system;
call platform.protect('interchange.source_pupil', 'school_id');
