-- What a person is to send is of no use on another day either.

alter table messaging.open add lapses_at timestamptz;
update messaging.open set lapses_at = message.not_after
  from messaging.message
  where open.stage = 'hand' and message.school_id = open.school_id and message.message_id = open.message_id;
create index open_lapses on messaging.open (lapses_at) where stage = 'hand' and lapses_at is not null;
