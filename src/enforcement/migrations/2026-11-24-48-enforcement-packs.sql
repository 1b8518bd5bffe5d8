-- Evidence packs that were made: everything each was set from, after redaction, so that the same file can be made again and its hash compared.
create table enforcement.pack (
  school_id uuid not null,
  pack_id uuid not null,
  thread_id uuid not null,
  -- JSON as text: what is hashed must not be put in another order.
  content text not null,
  -- SHA-256 of the ZIP.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, pack_id),
  foreign key (school_id, thread_id) references enforcement.thread
);
create index on enforcement.pack (school_id, thread_id);
call platform.keep_for_ever('enforcement.pack');
call platform.protect('enforcement.pack', 'school_id');
grant select, insert on enforcement.pack to firstbell_app, firstbell_system;
