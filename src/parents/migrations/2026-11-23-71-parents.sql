create schema parents;
grant usage on schema parents to firstbell_app, firstbell_system;

-- Which contacts an account of a family stands for. Which children that opens is asked of the roll at each request: nothing here says so.
-- An account with one row is opened by links of that school; one with several (brothers and sisters at several schools) only by the
-- family, who joined them.
create table parents.account (
  school_id uuid not null,
  contact_id uuid not null,
  person_id uuid not null references identity.person,
  at timestamptz not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, contact_id, person_id),
  foreign key (school_id, contact_id) references roll.contact
);
create index on parents.account (person_id);
grant select, insert on parents.account to firstbell_app, firstbell_system;
call platform.keep_for_ever('parents.account');
call platform.protect('parents.account', 'school_id');

-- A question of a family to the office: about a mark, or about anything of one child.
create table parents.question (
  school_id uuid not null,
  question_id uuid not null,
  pupil_id uuid not null,
  contact_id uuid not null,
  -- The session it is about; null where it is about none.
  day date,
  half text check (half in ('AM', 'PM')),
  text text not null check (text <> ''),
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  primary key (school_id, question_id),
  foreign key (school_id, pupil_id) references roll.pupil,
  foreign key (school_id, contact_id) references roll.contact,
  check ((day is null) = (half is null))
);
create index on parents.question (school_id, asked_at);
grant select, insert on parents.question to firstbell_app, firstbell_system;
call platform.keep_for_ever('parents.question');
call platform.protect('parents.question', 'school_id');

-- What the office answered. A second answer follows the first; neither is changed.
create table parents.answer (
  school_id uuid not null,
  question_id uuid not null,
  number integer not null check (number > 0),
  text text not null check (text <> ''),
  at timestamptz not null,
  by uuid not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, question_id, number),
  foreign key (school_id, question_id) references parents.question
);
grant select, insert on parents.answer to firstbell_app, firstbell_system;
call platform.keep_for_ever('parents.answer');
call platform.protect('parents.answer', 'school_id');

-- The next two look across schools, so they belong to the system role; each tells no more than it must.
grant create on schema parents to firstbell_system;

-- Somebody who may be anybody asks for a link. For each school whose records have that address the wish is put in the outbox; whoever asks
-- is told the same whatever is found.
create procedure parents.wish_for_link(address text, number text, at timestamptz)
  language sql security definer set search_path = parents as $$
  insert into platform.outbox (tenant, name, payload, said_at)
  select contact.school_id, 'family-link-wished', jsonb_build_object('contactIds', jsonb_agg(contact.contact_id)), at
  from roll.contact
  where (address <> '' and lower(contact.email) = address)
    or (number <> '' and exists (
      select from jsonb_array_elements(contact.phones) as phone
      where regexp_replace(regexp_replace(phone ->> 'number', '\D', '', 'g'), '^(00|0)', '') in
        (number, regexp_replace(number, '^44', ''))))
  group by contact.school_id;
$$;
alter procedure parents.wish_for_link(text, text, timestamptz) owner to firstbell_system;
revoke execute on procedure parents.wish_for_link(text, text, timestamptz) from public;
grant execute on procedure parents.wish_for_link(text, text, timestamptz) to firstbell_app, firstbell_system;

-- Whoever is signed in to one account of a family and holds a link to another has shown that both are theirs: `after` opens what either opens.
create procedure parents.join_accounts(before uuid, linked uuid, after uuid, joined_at timestamptz)
  language plpgsql security definer set search_path = parents as $$
begin
  if exists (select from identity.role_now where person_id in (before, linked) and role <> 'parent') then
    raise exception 'only accounts of families are joined';
  end if;
  insert into identity.role_held (place_id, person_id, role, act, position, at, by_name, by_position)
    select distinct on (place_id) place_id, after, 'parent', 'granted', position, joined_at, 'The family', 'joined by a link'
    from identity.role_now as held
    where person_id in (before, linked) and not exists (
      select from identity.role_now as has where has.person_id = after and has.place_id = held.place_id)
    order by place_id, number;
  insert into parents.account (school_id, contact_id, person_id, at, by_name, by_position)
    select distinct school_id, contact_id, after, joined_at, 'The family', 'joined by a link'
    from parents.account where person_id in (before, linked)
    on conflict do nothing;
  if before <> after then
    call identity.pass_family_login_on(before, after);
  end if;
end $$;
alter procedure parents.join_accounts(uuid, uuid, uuid, timestamptz) owner to firstbell_system;
revoke execute on procedure parents.join_accounts(uuid, uuid, uuid, timestamptz) from public;
grant execute on procedure parents.join_accounts(uuid, uuid, uuid, timestamptz) to firstbell_app, firstbell_system;

revoke create on schema parents from firstbell_system;
