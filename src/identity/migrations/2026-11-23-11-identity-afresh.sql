-- Accounts start afresh when they come to open more than those who made links for them may see (docs/decisions/005).

-- When the account last started afresh; null where it never has.
alter table identity.person add column fresh_since timestamptz;

-- Like works_elsewhere, these belong to the system role: not even the owner reads past the policies.
grant create on schema identity to firstbell_system;

-- Whether somebody holds, or ever held, a role anywhere but at this place.
create function identity.known_elsewhere(who uuid, here uuid) returns boolean
  language sql stable security definer set search_path = identity as $$
    select exists (select from identity.role_held where person_id = who and place_id <> here);
$$;
alter function identity.known_elsewhere(uuid, uuid) owner to firstbell_system;
revoke execute on function identity.known_elsewhere(uuid, uuid) from public;
grant execute on function identity.known_elsewhere(uuid, uuid) to firstbell_app, firstbell_system;

-- Ends all that opens an account: unspent links, sign-ins, password, linked school account, second factor. In a demonstration,
-- where people sign in without any of it, they can do so again at once.
create procedure identity.start_afresh(who uuid, at timestamptz)
  language plpgsql security definer set search_path = identity as $$
begin
  perform from "user" where "id" = who for update;
  delete from "verification" where "value" = who::text;
  delete from "session" where "userId" = who;
  delete from "account" where "userId" = who;
  delete from "twoFactor" where "userId" = who;
  update "user" set "twoFactorEnabled" = false where "id" = who;
  update person set fresh_since = at
    where id = who and not exists (select from platform.setting where name = 'demonstration');
end $$;
alter procedure identity.start_afresh(uuid, timestamptz) owner to firstbell_system;
revoke execute on procedure identity.start_afresh(uuid, timestamptz) from public;
grant execute on procedure identity.start_afresh(uuid, timestamptz) to firstbell_app, firstbell_system;

-- A sign-in whose old password was looked at just before the account started afresh, and that would begin just after it: it
-- waits for the other, and finds that nothing opens the account any more.
create function identity.refuse_stale_session() returns trigger
  language plpgsql security definer set search_path = identity as $$
begin
  perform from "user" where "id" = new."userId" for key share;
  if exists (select from person where id = new."userId" and fresh_since is not null)
    and not exists (select from "account" where "userId" = new."userId") then
    raise exception 'this account has started afresh: it opens with a new link only';
  end if;
  return new;
end $$;
alter function identity.refuse_stale_session() owner to firstbell_system;
revoke execute on function identity.refuse_stale_session() from public;
create trigger not_stale before insert on identity."session"
  for each row execute function identity.refuse_stale_session();

revoke create on schema identity from firstbell_system;

-- How somebody signs in, now with whether a school account is linked.
drop function identity.account_of(uuid);
create function identity.account_of(who uuid) returns table (password boolean, school_account boolean, second_factor boolean)
  language sql stable security definer set search_path = identity as $$
  select exists (select from "account" where "userId" = who and "providerId" = 'credential'),
    exists (select from "account" where "userId" = who and "providerId" <> 'credential'),
    coalesce((select "twoFactorEnabled" from "user" where "id" = who), false);
$$;
revoke execute on function identity.account_of(uuid) from public;
grant execute on function identity.account_of(uuid) to firstbell_app, firstbell_system;
