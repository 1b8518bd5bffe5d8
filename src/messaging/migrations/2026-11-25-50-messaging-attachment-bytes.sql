-- A paper goes with an e-mail as well as a calendar file: its bytes as base64, where `encoding` says so. Papers carry their fonts, and are larger.

alter table messaging.attachment add column encoding text not null default 'text' check (encoding in ('text', 'base64'));
alter table messaging.attachment drop constraint attachment_content_check;
alter table messaging.attachment add constraint attachment_content_check
  check (length(content) <= case encoding when 'base64' then 1000000 else 100000 end);
