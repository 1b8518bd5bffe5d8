-- Roles, tenancy and insert-only tables: what every slice's migration builds on.

do $$
begin
  if not exists (select from pg_roles where rolname = 'firstbell_app') then
    create role firstbell_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'firstbell_system') then
    create role firstbell_system nologin;
  end if;
  -- The owner must be able to become either; a superuser already can.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant firstbell_app, firstbell_system to %I', current_user);
  end if;
end $$;

create schema if not exists platform;
grant usage on schema platform to firstbell_app, firstbell_system;

-- The tenants this transaction may see. Nothing set means none.
create function platform.tenants() returns uuid[]
  language sql stable parallel safe
  return string_to_array(nullif(current_setting('firstbell.tenants', true), ''), ',')::uuid[];

-- Deny by default, then let the application see its tenants' rows and the system role all of them. Forced, so that not
-- even the table's owner reads past it.
create procedure platform.protect(target regclass, tenant_column text)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy app on %s to firstbell_app using (%I = any ((select platform.tenants())::uuid[])) with check (%I = any ((select platform.tenants())::uuid[]))',
    target, tenant_column, tenant_column);
  execute format('create policy system on %s to firstbell_system using (true) with check (true)', target);
end $$;

create function platform.refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% keeps every row for ever: insert a new row that corrects it', tg_table_schema || '.' || tg_table_name
    using errcode = 'restrict_violation';
end $$;

-- A table whose rows are facts: nothing updates or deletes one, whoever asks.
create procedure platform.keep_for_ever(target regclass)
  language plpgsql as $$
begin
  execute format('revoke update, delete, truncate on %s from public, firstbell_app, firstbell_system', target);
  execute format('grant select, insert on %s to firstbell_app, firstbell_system', target);
  execute format(
    'create trigger keep_for_ever before update or delete on %s for each row execute function platform.refuse_change()', target);
  execute format(
    'create trigger keep_for_ever_whole before truncate on %s for each statement execute function platform.refuse_change()',
    target);
end $$;

-- What happened, for whoever listens: written in the transaction that made it happen, taken up after the commit.
create table platform.outbox (
  id bigint generated always as identity primary key,
  tenant uuid,
  name text not null,
  payload jsonb not null,
  said_at timestamptz not null,
  handled_at timestamptz
);
create index outbox_waiting on platform.outbox (id) where handled_at is null;
grant insert on platform.outbox to firstbell_app;
grant select, insert, update on platform.outbox to firstbell_system;

-- Settings of the whole installation, such as where a demo's clock stands.
create table platform.setting (
  name text primary key,
  value jsonb not null,
  set_at timestamptz not null default now()
);
grant select on platform.setting to firstbell_app;
grant select, insert, update, delete on platform.setting to firstbell_system;
