-- From when on an account stands for a contact no more. A new link makes a new account: what was ended never comes back.
create table parents.account_end (
  school_id uuid not null,
  contact_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  by_position text not null,
  primary key (school_id, contact_id, person_id),
  foreign key (school_id, contact_id, person_id) references parents.account
);
create index on parents.account_end (person_id);
grant select, insert on parents.account_end to firstbell_app, firstbell_system;
call platform.keep_for_ever('parents.account_end');
call platform.protect('parents.account_end', 'school_id');

create view parents.account_now with (security_invoker = true) as
  select account.* from parents.account
  where not exists (
    select from parents.account_end as ended
    where ended.school_id = account.school_id and ended.contact_id = account.contact_id and ended.person_id = account.person_id);
grant select on parents.account_now to firstbell_app, firstbell_system;

grant create on schema parents to firstbell_system;

-- Shuts an account that stands for nobody any more, at whichever school; one that still opens something elsewhere stays open there.
create procedure parents.shut_if_ended(who uuid, ended_at timestamptz)
  language plpgsql security definer set search_path = parents as $$
begin
  if exists (select from parents.account where person_id = who)
    and not exists (select from parents.account_now where person_id = who) then
    call identity.shut_family_account(who, ended_at);
  end if;
end $$;
alter procedure parents.shut_if_ended(uuid, timestamptz) owner to firstbell_system;
revoke execute on procedure parents.shut_if_ended(uuid, timestamptz) from public;
grant execute on procedure parents.shut_if_ended(uuid, timestamptz) to firstbell_app, firstbell_system;

-- As before, of what has not been ended.
create or replace procedure parents.join_accounts(before uuid, linked uuid, after uuid, joined_at timestamptz)
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
    from parents.account_now where person_id in (before, linked)
    on conflict do nothing;
  if before <> after then
    call identity.pass_family_login_on(before, after);
  end if;
end $$;

revoke create on schema parents from firstbell_system;
