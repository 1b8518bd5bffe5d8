-- Evidence for one report, in order: asked for, received, judged. Insert-only; the file is in the row, so it is backed up and withdrawn with it.
create table absence.evidence (
  school_id uuid not null,
  report_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('asked', 'received', 'judged')),
  -- Why there is a doubt; what was received; why it was judged so.
  text text not null,
  verdict text check (verdict in ('accepted', 'not-accepted')),
  file_name text,
  file_type text check (file_type in ('application/pdf', 'image/jpeg', 'image/png')),
  file bytea check (length(file) between 1 and 8388608),
  at timestamptz not null,
  by text not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, report_id, number),
  foreign key (school_id, report_id) references absence.report,
  check (kind <> 'asked' or text <> ''),
  check ((kind = 'judged') = (verdict is not null)),
  check ((kind = 'received') = (num_nonnulls(file_name, file_type, file) = 3)),
  check (kind = 'received' or num_nonnulls(file_name, file_type, file) = 0)
);
grant select, insert on absence.evidence to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.evidence');
call platform.protect('absence.evidence', 'school_id');
