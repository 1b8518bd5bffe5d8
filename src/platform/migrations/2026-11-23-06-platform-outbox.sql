-- How far the handing on of an event has come. An event that nobody can take is parked, never lost.
alter table platform.outbox
  add column handled_by text[] not null default '{}',
  add column attempts int not null default 0,
  add column next_at timestamptz,
  add column parked_at timestamptz,
  add column fault text;
drop index platform.outbox_waiting;
create index outbox_waiting on platform.outbox (id) where handled_at is null and parked_at is null;
-- Events that were handed on are cleared away after a month.
grant delete on platform.outbox to firstbell_system;
comment on table platform.setting is 'global: settings of the whole installation';
