create schema site;
grant usage on schema site to firstbell_app, firstbell_system;

-- A late gate check as its acts: somebody of the staff stands at the gate and signs in whoever comes late. Where it stands follows from them.
create table site.gate_act (
  school_id uuid not null,
  gate_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('opened', 'arrived', 'undone', 'closed')),
  day date not null,
  -- Where, of `opened`: the main entrance.
  place text check (place <> ''),
  pupil_id uuid,
  -- The sign-in's number in the register's journal: one sign-in counts at one gate, once.
  entry bigint,
  minutes_late integer check (minutes_late >= 0),
  -- The key of a reason of the short list.
  reason text check (reason <> ''),
  -- The number of the arrival that `undone` takes back.
  undoes integer,
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, gate_id, number),
  unique (school_id, entry),
  check ((kind = 'opened') = (number = 1)),
  check ((kind = 'opened') = (place is not null)),
  check ((kind = 'arrived') = (pupil_id is not null and entry is not null and minutes_late is not null)),
  check (kind = 'arrived' or reason is null),
  check ((kind = 'undone') = (undoes is not null))
);
create index on site.gate_act (school_id, day);
grant select, insert on site.gate_act to firstbell_app, firstbell_system;
call platform.keep_for_ever('site.gate_act');
call platform.protect('site.gate_act', 'school_id');
