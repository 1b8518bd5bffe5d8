-- Messages to families: what is written, to whom it goes, and what became of it. What happened to a message is never changed, only
-- added to (messaging.event); what is still to do is derived and stands in messaging.open as well, so that a worker finds it.

create schema messaging;
grant usage on schema messaging to firstbell_app, firstbell_system;

-- A template's versions. A school that has written none of its own uses the standard ones of the product.
create table messaging.template (
  school_id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{1,40}$'),
  version integer not null check (version > 0),
  name text not null,
  purpose text not null,
  tone text not null check (tone in ('praise', 'asking', 'support', 'warning')),
  demands text not null check (demands in ('parent', 'may-be-told')),
  safety boolean not null,
  same_day boolean not null,
  retired boolean not null,
  texts jsonb not null,
  reason text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, key, version)
);
call platform.keep_for_ever('messaging.template');
call platform.protect('messaging.template', 'school_id');

-- What a contact chose; the latest of each contact holds.
create table messaging.choice (
  school_id uuid not null,
  number bigint generated always as identity,
  contact_id uuid not null,
  language text,
  channel text check (channel in ('text', 'email', 'letter')),
  chosen_by text not null check (chosen_by in ('contact', 'office')),
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, number)
);
call platform.keep_for_ever('messaging.choice');
call platform.protect('messaging.choice', 'school_id');
create index choice_by_contact on messaging.choice (school_id, contact_id, number);

-- A message to one contact about one child or several of one family, worded when it was caused.
create table messaging.message (
  school_id uuid not null,
  message_id uuid not null,
  contact_id uuid not null,
  contact_name text not null,
  pupil_ids uuid[] not null,
  -- What made it, in the words of whoever asked: the same cause never makes two messages to one contact.
  cause text not null,
  day date not null,
  template_key text not null,
  template_version integer not null,
  language text not null,
  channel text not null check (channel in ('text', 'email', 'letter')),
  -- The number or address it goes to; null for a letter, whose address is read when it is printed.
  address text,
  subject text not null,
  body text not null,
  merge jsonb not null,
  notes jsonb not null,
  safety boolean not null,
  urgent boolean not null,
  not_before timestamptz not null,
  not_after timestamptz,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, message_id),
  unique (school_id, contact_id, cause)
);
call platform.keep_for_ever('messaging.message');
call platform.protect('messaging.message', 'school_id');
create index message_by_day on messaging.message (school_id, day);
create index message_by_pupil on messaging.message using gin (pupil_ids);
create index message_by_address on messaging.message (school_id, address, at);

create table messaging.event (
  school_id uuid not null,
  number bigint generated always as identity,
  message_id uuid not null,
  kind text not null,
  at timestamptz not null,
  facts jsonb not null,
  -- Null where no person did it.
  by_id uuid,
  by_name text,
  by_position text,
  primary key (school_id, number),
  foreign key (school_id, message_id) references messaging.message
);
call platform.keep_for_ever('messaging.event');
call platform.protect('messaging.event', 'school_id');
create index event_by_message on messaging.event (school_id, message_id, number);

-- What is still to do. It holds nothing that messages and events do not say.
create table messaging.open (
  school_id uuid not null,
  message_id uuid not null,
  stage text not null check (stage in ('send', 'hand', 'print', 'unsure')),
  next_at timestamptz not null,
  attempts integer not null default 0,
  claimed_until timestamptz,
  primary key (school_id, message_id),
  foreign key (school_id, message_id) references messaging.message
);
grant select, insert, update, delete on messaging.open to firstbell_app, firstbell_system;
call platform.protect('messaging.open', 'school_id');
create index open_due on messaging.open (next_at) where stage = 'send';

-- Each contact hears once a day about each child: the key is what makes two officers' messages one.
create table messaging.told (
  school_id uuid not null,
  pupil_id uuid not null,
  contact_id uuid not null,
  day date not null,
  message_id uuid not null,
  primary key (school_id, pupil_id, contact_id, day)
);
grant select, insert, update, delete on messaging.told to firstbell_app, firstbell_system;
call platform.protect('messaging.told', 'school_id');

-- What families answered, by text or e-mail.
create table messaging.reply (
  school_id uuid not null,
  reply_id uuid not null,
  -- The service's own id: a service that says something twice is heard once.
  provider_id text not null,
  channel text not null check (channel in ('text', 'email')),
  sender text not null,
  body text not null,
  message_id uuid,
  contact_id uuid,
  contact_name text,
  -- A number or address that belongs to somebody who must not be told about a child here.
  barred boolean not null,
  pupil_ids uuid[] not null,
  day date not null,
  sent_at timestamptz not null,
  at timestamptz not null,
  primary key (school_id, reply_id),
  unique (school_id, channel, provider_id)
);
call platform.keep_for_ever('messaging.reply');
call platform.protect('messaging.reply', 'school_id');
create index reply_by_day on messaging.reply (school_id, day);
create index reply_by_pupil on messaging.reply using gin (pupil_ids);

-- What people did about a reply: said whose it is, or that it is dealt with.
create table messaging.reply_act (
  school_id uuid not null,
  number bigint generated always as identity,
  reply_id uuid not null,
  kind text not null check (kind in ('placed', 'dealt-with')),
  pupil_ids uuid[] not null,
  note text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, number),
  foreign key (school_id, reply_id) references messaging.reply
);
call platform.keep_for_ever('messaging.reply_act');
call platform.protect('messaging.reply_act', 'school_id');
create index reply_act_by_reply on messaging.reply_act (school_id, reply_id, number);
