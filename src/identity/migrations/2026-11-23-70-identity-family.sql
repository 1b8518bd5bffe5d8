-- Families sign in by links: single use, short-lived, each for one account that opens the children of one contact at one school.
create table identity.family_link (
  -- SHA-256 of the secret part, which is stored nowhere else.
  hash text not null,
  school_id uuid not null references identity.place,
  person_id uuid not null references identity.person,
  made_at timestamptz not null,
  until timestamptz not null check (until > made_at),
  spent_at timestamptz,
  primary key (school_id, hash)
);
create unique index family_link_hash on identity.family_link (hash);
create index family_link_person on identity.family_link (school_id, person_id, made_at);
grant select, insert on identity.family_link to firstbell_app;
grant select, insert, update on identity.family_link to firstbell_system;
call platform.protect('identity.family_link', 'school_id');

-- A family's sign-in name is kept apart from the staff's by its ending (rules/family-login.ts), so that a teacher who is a parent has two
-- accounts, and what a school writes into a contact's record never opens a member of staff's account.
grant create on schema identity to firstbell_system;

-- Spends a link, whichever school it is of: whoever holds it is signed in to nothing yet. No row: used, too old or made up.
create function identity.spend_family_link(given text, at timestamptz) returns table (person_id uuid, school_id uuid)
  language sql security definer set search_path = identity as $$
  update family_link set spent_at = at
  where hash = given and spent_at is null and until > at
  returning family_link.person_id, family_link.school_id;
$$;
alter function identity.spend_family_link(text, timestamptz) owner to firstbell_system;
revoke execute on function identity.spend_family_link(text, timestamptz) from public;
grant execute on function identity.spend_family_link(text, timestamptz) to firstbell_app, firstbell_system;

-- Takes a sign-in name for a family's account. False where another account has it.
create function identity.take_family_login(who uuid, login text) returns boolean
  language plpgsql security definer set search_path = identity as $$
begin
  if login not like '%.family.invalid' or not exists (
    select from "user" where "id" = who and "email" like '%family.invalid') then
    raise exception 'only a family''s account takes a family''s sign-in name';
  end if;
  update "user" set "email" = login where "id" = who;
  return true;
exception when unique_violation then
  return false;
end $$;
alter function identity.take_family_login(uuid, text) owner to firstbell_system;
revoke execute on function identity.take_family_login(uuid, text) from public;
grant execute on function identity.take_family_login(uuid, text) to firstbell_app, firstbell_system;

-- An account that came to open more takes over the sign-in name of the one before it, never its password: whoever made links for
-- the one before could have set that.
create procedure identity.pass_family_login_on(before uuid, after uuid)
  language plpgsql security definer set search_path = identity as $$
declare login text;
begin
  select "email" into login from "user" where "id" = before and "email" like '%.family.invalid';
  if login is null then return; end if;
  delete from "account" where "userId" = before;
  update "user" set "email" = before || '@family.invalid' where "id" = before;
  update "user" set "email" = login where "id" = after and "email" like '%@family.invalid';
end $$;
alter procedure identity.pass_family_login_on(uuid, uuid) owner to firstbell_system;
revoke execute on procedure identity.pass_family_login_on(uuid, uuid) from public;
grant execute on procedure identity.pass_family_login_on(uuid, uuid) to firstbell_app, firstbell_system;

revoke create on schema identity from firstbell_system;
