-- Ethnic background as the pupil or a parent gives it, by DfE's code (src/law/ethnicity.ts): special category data, so a table of its
-- own that no statement about the pupil reads along with the rest. No row: nobody has been asked, which is not "refused".
create table roll.ethnicity (
  school_id uuid not null,
  pupil_id uuid not null,
  code text not null check (code ~ '^[A-Z]{4}$'),
  version integer not null default 1,
  primary key (school_id, pupil_id),
  foreign key (school_id, pupil_id) references roll.pupil
);
grant select, insert, update on roll.ethnicity to firstbell_app, firstbell_system;
call platform.protect('roll.ethnicity', 'school_id');
