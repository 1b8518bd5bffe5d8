-- A sign-in that is narrowed while the screen is with a child (docs/decisions/010). It is a row of its own: a whole sign-in never becomes a
-- narrow one, nor a narrow one a whole one, so a cookie that somebody copied in between is worth nothing afterwards.

alter table identity."session"
  -- What is left of the sign-in, as JSON; null for a whole one. The sign-in library reads it with the rest of the row.
  add column "handed" text,
  -- Hash of the code with which staff take the screen back, and how often a code was tried.
  add column "handedCode" text,
  add column "handedTries" integer not null default 0,
  -- Whether it goes on where another one ended, so that nobody signed in anew.
  add column "goesOn" boolean not null default false,
  add check (("handed" is null) = ("handedCode" is null));

-- Ends a whole sign-in and begins a narrow one of the same person in its place. False where there is no such whole sign-in.
create function identity.hand_session(ended text, begun text, narrowed text, code_hash text) returns boolean
  language plpgsql security definer set search_path = identity as $$
declare old identity."session";
begin
  delete from "session" where "token" = ended and "handed" is null and "expiresAt" > now() returning * into old;
  if old."id" is null then return false; end if;
  insert into "session" ("token", "userId", "expiresAt", "updatedAt", "ipAddress", "userAgent", "handed", "handedCode", "goesOn")
    values (begun, old."userId", old."expiresAt", now(), old."ipAddress", old."userAgent", narrowed, code_hash, true);
  return true;
end $$;
revoke execute on function identity.hand_session(text, text, text, text) from public;
grant execute on function identity.hand_session(text, text, text, text) to firstbell_app, firstbell_system;

-- Counts one try at the code, and gives the hash to compare with: no row where no screen is with a child, no hash after `most` tries.
create function identity.try_handed_code(held text, most integer) returns table (code_hash text)
  language plpgsql security definer set search_path = identity as $$
begin
  return query update "session" set "handedTries" = "handedTries" + 1
    where "token" = held and "handed" is not null and "expiresAt" > now()
    returning case when "handedTries" <= most then "handedCode" end;
end $$;
revoke execute on function identity.try_handed_code(text, integer) from public;
grant execute on function identity.try_handed_code(text, integer) to firstbell_app, firstbell_system;

-- Ends a narrow sign-in and begins a whole one of the same person in its place, once its code was right.
create function identity.take_session_back(ended text, begun text) returns boolean
  language plpgsql security definer set search_path = identity as $$
declare old identity."session";
begin
  delete from "session" where "token" = ended and "handed" is not null and "expiresAt" > now() returning * into old;
  if old."id" is null then return false; end if;
  insert into "session" ("token", "userId", "expiresAt", "updatedAt", "ipAddress", "userAgent", "goesOn")
    values (begun, old."userId", old."expiresAt", now(), old."ipAddress", old."userAgent", true);
  return true;
end $$;
revoke execute on function identity.take_session_back(text, text) from public;
grant execute on function identity.take_session_back(text, text) to firstbell_app, firstbell_system;
