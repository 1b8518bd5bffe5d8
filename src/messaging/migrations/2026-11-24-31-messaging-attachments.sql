-- What goes with a message: the calendar file of an invitation. It is worded when the message is caused, as the message is, and goes with an
-- e-mail sent by the school's own server; other ways carry the message's words alone, which say where the same can be had.

create table messaging.attachment (
  school_id uuid not null,
  message_id uuid not null,
  file_name text not null check (file_name ~ '^[a-z0-9-]{1,60}\.[a-z]{2,4}$'),
  content_type text not null,
  content text not null check (length(content) <= 100000),
  primary key (school_id, message_id, file_name),
  foreign key (school_id, message_id) references messaging.message
);
call platform.keep_for_ever('messaging.attachment');
call platform.protect('messaging.attachment', 'school_id');
grant select, insert on messaging.attachment to firstbell_app, firstbell_system;
