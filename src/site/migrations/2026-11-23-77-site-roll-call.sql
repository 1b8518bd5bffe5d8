-- Counting at the assembly point: who was ticked when, perhaps by a device without a network, which sends it later. A roll call runs
-- from the first tick of a day, or the first after the last one ended, until somebody ends it.
create table site.count_act (
  school_id uuid not null,
  -- The device's own key: sent twice, it stands once.
  key uuid not null,
  kind text not null check (kind in ('accounted', 'taken-back', 'ended')),
  pupil_id uuid,
  day date not null,
  -- When it was pressed, by the school's clock as the device knew it.
  at timestamptz not null,
  received_at timestamptz not null check (received_at >= at),
  -- Of `ended`: what it was, such as a drill.
  words text not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, key),
  check ((kind = 'ended') = (pupil_id is null))
);
create index on site.count_act (school_id, day);
grant select, insert on site.count_act to firstbell_app, firstbell_system;
call platform.keep_for_ever('site.count_act');
call platform.protect('site.count_act', 'school_id');
