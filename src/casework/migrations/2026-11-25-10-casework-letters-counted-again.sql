-- A letter of the ladder is counted again as it goes: by when it asks for an answer has to be a day for that, and what was said against it when
-- somebody looked at it is kept. A final warning that names a notice is a wording of its own.

alter table casework.letter
  add column reply_by date,
  add column flags_seen jsonb not null default '[]';
alter table casework.letter drop constraint letter_wording_check;
alter table casework.letter add constraint letter_wording_check
  check (wording in ('absence', 'illness', 'late', 'near a notice', 'good news'));
