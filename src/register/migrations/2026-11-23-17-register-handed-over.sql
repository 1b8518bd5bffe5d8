-- Registers that a teacher took without a network and that were received too late to be marks: kept as they were taken, until
-- the office takes them over or sets them aside. Neither a register nor a decision is ever changed.
create table register.handed_over (
  school_id uuid not null,
  -- The key of the act as its device first made it.
  id uuid not null,
  year integer not null,
  session integer not null check (session between 0 and 731),
  group_id uuid not null,
  taken_by uuid not null,
  -- Name and position as they were when it was received.
  taken_by_name text not null,
  taken_by_position text not null,
  -- By the device's clock, where that can be true; otherwise when it was received, with what the device said beside it.
  taken_at timestamptz not null,
  device_said text,
  received_at timestamptz not null,
  complete boolean not null,
  -- [{pupilId, code, seen, details}], as it was sent.
  marks jsonb not null,
  body_hash bytea not null check (length(body_hash) = 32),
  primary key (school_id, id)
);
call platform.keep_for_ever('register.handed_over');
call platform.protect('register.handed_over', 'school_id');

create table register.handed_decision (
  school_id uuid not null,
  handed_id uuid not null,
  outcome text not null check (outcome in ('taken-over', 'set-aside')),
  decided_at timestamptz not null,
  decided_by uuid not null,
  decided_by_name text not null,
  decided_by_position text not null,
  -- Why it was set aside.
  reason text check ((reason is not null) = (outcome = 'set-aside')),
  -- The amendment that took marks over; null where every mark of the register was kept.
  entry bigint,
  changed integer not null,
  key uuid not null,
  body_hash bytea not null check (length(body_hash) = 32),
  primary key (school_id, handed_id),
  foreign key (school_id, handed_id) references register.handed_over (school_id, id)
);
call platform.keep_for_ever('register.handed_decision');
call platform.protect('register.handed_decision', 'school_id');
