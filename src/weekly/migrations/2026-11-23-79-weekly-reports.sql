-- Reports to parents, asked for together: the pupils that were on roll then.
create table weekly.report_batch (
  school_id uuid not null,
  batch_id uuid not null,
  -- Null for the whole school.
  year_group text,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  help text not null,
  pupil_ids jsonb not null check (jsonb_typeof(pupil_ids) = 'array' and jsonb_array_length(pupil_ids) > 0),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, batch_id)
);
grant select, insert on weekly.report_batch to firstbell_app, firstbell_system;
call platform.keep_for_ever('weekly.report_batch');
call platform.protect('weekly.report_batch', 'school_id');

-- One child's report as it was written and sent: in one transaction with its messages, so that after a power cut the rest follow and none twice.
create table weekly.report (
  school_id uuid not null,
  report_id uuid not null,
  batch_id uuid not null,
  pupil_id uuid not null,
  report jsonb not null,
  -- [{ "contactId", "channel" } or { "contactId", "why" }]: to whom it went, and why to others it did not.
  sent jsonb not null,
  at timestamptz not null,
  primary key (school_id, report_id),
  unique (school_id, batch_id, pupil_id),
  foreign key (school_id, batch_id) references weekly.report_batch
);
create index on weekly.report (school_id, pupil_id, at);
grant select, insert on weekly.report to firstbell_app, firstbell_system;
call platform.keep_for_ever('weekly.report');
call platform.protect('weekly.report', 'school_id');
