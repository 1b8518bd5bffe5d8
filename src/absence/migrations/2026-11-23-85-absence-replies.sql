-- Which answer of a family a report came from, and whether its words gave one plain reason of this child. An answer about brothers and sisters
-- makes a report of each.
create table absence.report_reply (
  school_id uuid not null,
  report_id uuid not null,
  reply_id uuid not null,
  sure boolean not null,
  at timestamptz not null,
  primary key (school_id, report_id),
  foreign key (school_id, report_id) references absence.report
);
create index on absence.report_reply (school_id, reply_id);
grant select, insert on absence.report_reply to firstbell_app, firstbell_system;
call platform.keep_for_ever('absence.report_reply');
call platform.protect('absence.report_reply', 'school_id');
