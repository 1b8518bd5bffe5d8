-- Who people are, where they hold which roles, and the tables of the sign-in library (better-auth).

create schema identity;
grant usage on schema identity to firstbell_app, firstbell_system;

-- Where roles are held. `roll` keeps a school's particulars under the same id.
create table identity.place (
  id uuid primary key,
  kind text not null check (kind in ('school', 'trust', 'authority')),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  -- What a school is, in a word ("secondary"), as the header and the sign-in page show it.
  phase text not null default '',
  trust_id uuid references identity.place,
  authority_id uuid references identity.place,
  check (kind = 'school' or (trust_id is null and authority_id is null))
);
comment on table identity.place is 'global: the names of schools, trusts and authorities are public, and a trust has no school';
create index place_trust on identity.place (trust_id) where trust_id is not null;
create index place_authority on identity.place (authority_id) where authority_id is not null;
grant select, insert, update on identity.place to firstbell_app, firstbell_system;

-- A person with a login, or one whose act is recorded. May hold roles at several schools.
create table identity.person (
  id uuid primary key,
  name text not null check (name <> ''),
  email text check (email = lower(email)),
  added_at timestamptz not null
);
comment on table identity.person is 'global: one person may work at several schools; a school sees those who hold or held a role there';
create unique index person_email on identity.person (email) where email is not null;
grant select, insert on identity.person to firstbell_app;
grant select, insert, update on identity.person to firstbell_system;

-- Each row says that from then on a person held a role at a place, or no longer did. What holds now is the last row of each
-- (place, person, role); it was so on a past day if it was the last then.
create table identity.role_held (
  place_id uuid not null references identity.place,
  number bigint generated always as identity,
  person_id uuid not null references identity.person,
  role text not null,
  act text not null check (act in ('granted', 'ended')),
  -- As the school calls it: "Form tutor 7A". Kept with what the person does.
  position text not null,
  at timestamptz not null,
  -- Who decided; nobody where a roster or the command line did, and then `by_position` says so.
  by_person uuid,
  by_name text not null,
  by_position text not null,
  primary key (place_id, number)
);
create index role_held_person on identity.role_held (person_id);
call platform.protect('identity.role_held', 'place_id');
call platform.keep_for_ever('identity.role_held');

create view identity.role_now with (security_invoker = true) as
  select place_id, person_id, role, position, number, at from (
    select distinct on (place_id, person_id, role) * from identity.role_held order by place_id, person_id, role, number desc
  ) as latest where act = 'granted';
grant select on identity.role_now to firstbell_app, firstbell_system;

-- A school sees a person if that person holds or held a role there; anybody may be added.
alter table identity.person enable row level security;
alter table identity.person force row level security;
create policy app_sees on identity.person for select to firstbell_app
  using (exists (select from identity.role_held where role_held.person_id = person.id));
create policy app_adds on identity.person for insert to firstbell_app with check (true);
create policy system on identity.person to firstbell_system using (true) with check (true);

-- The sign-in library's own tables, with its own names; a test compares them with what it expects. `"user".id` is the
-- person's id: whoever has an address to sign in with has one row here.
create table identity."user" (
  "id" uuid default gen_random_uuid() primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "twoFactorEnabled" boolean
);
comment on table identity."user" is 'global: sign-in happens before any school is known; the application role cannot read it';

create table identity."session" (
  "id" uuid default gen_random_uuid() primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references identity."user" ("id") on delete cascade
);
comment on table identity."session" is 'global: sign-in happens before any school is known; the application role cannot read it';
create index "session_userId_idx" on identity."session" ("userId");

create table identity."account" (
  "id" uuid default gen_random_uuid() primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references identity."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
comment on table identity."account" is 'global: sign-in happens before any school is known; the application role cannot read it';
create index "account_userId_idx" on identity."account" ("userId");

create table identity."verification" (
  "id" uuid default gen_random_uuid() primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
comment on table identity."verification" is 'global: sign-in happens before any school is known; the application role cannot read it';
create index "verification_identifier_idx" on identity."verification" ("identifier");

create table identity."twoFactor" (
  "id" uuid default gen_random_uuid() primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references identity."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
comment on table identity."twoFactor" is 'global: sign-in happens before any school is known; the application role cannot read it';
create index "twoFactor_secret_idx" on identity."twoFactor" ("secret");
create index "twoFactor_userId_idx" on identity."twoFactor" ("userId");

create table identity."rateLimit" (
  "id" uuid default gen_random_uuid() primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);
comment on table identity."rateLimit" is 'global: counts tries by network address; the application role cannot read it';

-- Adding somebody who may sign in, and the one-time link that lets them in, happens in a request's own transaction; reading
-- any of it back does not. A row of "session" alone opens nothing: the cookie is signed with a secret that is not in here.
grant insert ("id", "name", "email", "emailVerified") on identity."user" to firstbell_app;
grant insert ("identifier", "value", "expiresAt") on identity."verification" to firstbell_app;
grant insert ("token", "userId", "expiresAt", "updatedAt") on identity."session" to firstbell_app;
grant select, insert, update, delete on
  identity."user", identity."session", identity."account", identity."verification", identity."twoFactor" to firstbell_system;

-- Two questions that look across schools, each with an answer that tells no more than it must. They belong to the system role,
-- which sees every school, because not even the owner reads past the policies.
grant create on schema identity to firstbell_system;

-- The person who signs in with this address, at whichever school: so that somebody is not added twice.
create function identity.person_with_email(address text) returns table (id uuid, name text)
  language sql stable security definer set search_path = identity as $$
  select person.id, person.name from identity.person where person.email = lower(address);
$$;
alter function identity.person_with_email(text) owner to firstbell_system;
revoke execute on function identity.person_with_email(text) from public;
grant execute on function identity.person_with_email(text) to firstbell_app, firstbell_system;

-- Whether somebody holds a role anywhere but at this place.
create function identity.works_elsewhere(who uuid, here uuid) returns boolean
  language sql stable security definer set search_path = identity as $$
    select exists (
      select from (
        select distinct on (place_id, role) place_id, act from identity.role_held
        where person_id = who and place_id <> here order by place_id, role, number desc
      ) as latest where act = 'granted');
$$;
alter function identity.works_elsewhere(uuid, uuid) owner to firstbell_system;
revoke execute on function identity.works_elsewhere(uuid, uuid) from public;
grant execute on function identity.works_elsewhere(uuid, uuid) to firstbell_app, firstbell_system;

revoke create on schema identity from firstbell_system;

-- How somebody signs in, for their own account page.
create function identity.account_of(who uuid) returns table (password boolean, second_factor boolean)
  language sql stable security definer set search_path = identity as $$
  select exists (select from "account" where "userId" = who and "providerId" = 'credential'),
    coalesce((select "twoFactorEnabled" from "user" where "id" = who), false);
$$;
revoke execute on function identity.account_of(uuid) from public;
grant execute on function identity.account_of(uuid) to firstbell_app, firstbell_system;

-- Whoever holds a sign-in's token may end it.
create procedure identity.end_session(ended text)
  language plpgsql security definer set search_path = identity as $$
begin
  delete from identity."session" where "token" = ended;
end $$;
revoke execute on procedure identity.end_session(text) from public;
grant execute on procedure identity.end_session(text) to firstbell_app, firstbell_system;

-- Where a demonstration's clock stands, so that it is there again after a restart.
create procedure identity.keep_demo_clock(moment timestamptz)
  language plpgsql security definer set search_path = platform as $$
begin
  insert into platform.setting (name, value) values ('demo clock', to_jsonb(moment))
  on conflict (name) do update set value = excluded.value, set_at = now();
end $$;
revoke execute on procedure identity.keep_demo_clock(timestamptz) from public;
grant execute on procedure identity.keep_demo_clock(timestamptz) to firstbell_app, firstbell_system;

-- What signs cookies and encrypts second factors, where the installation was given none. In here, so that a restored copy still
-- knows everybody's second factor, and several servers of one database agree.
create table identity.secret (
  name text primary key,
  value text not null,
  made_at timestamptz not null default now()
);
comment on table identity.secret is 'global: the installation''s own; the application role cannot read it';
grant select, insert on identity.secret to firstbell_system;
