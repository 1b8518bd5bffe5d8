-- A family's account can be ended: by the family where a telephone was lost or a link came into other hands, by the office for it.
grant create on schema identity to firstbell_system;

-- Ends every sign-in of a family's account but one, with what could begin another: links not yet opened, and a password half chosen.
create procedure identity.end_family_sign_ins(who uuid, kept text, ended_at timestamptz)
  language plpgsql security definer set search_path = identity as $$
begin
  -- Staff end theirs by choosing another password, and their sign-ins are not a family's to end.
  if not exists (select from "user" where "id" = who and "email" like '%family.invalid') then return; end if;
  delete from "session" where "userId" = who and "token" is distinct from kept;
  delete from "verification" where "value" = who::text;
  update family_link set spent_at = ended_at where person_id = who and spent_at is null;
end $$;
alter procedure identity.end_family_sign_ins(uuid, text, timestamptz) owner to firstbell_system;
revoke execute on procedure identity.end_family_sign_ins(uuid, text, timestamptz) from public;
grant execute on procedure identity.end_family_sign_ins(uuid, text, timestamptz) to firstbell_app, firstbell_system;

-- An account that opens nothing any more gives back its sign-in name and has no password, so that the family can choose one anew.
create procedure identity.shut_family_account(who uuid, ended_at timestamptz)
  language plpgsql security definer set search_path = identity as $$
begin
  call identity.end_family_sign_ins(who, null, ended_at);
  if not exists (select from "user" where "id" = who and "email" like '%family.invalid') then return; end if;
  delete from "account" where "userId" = who;
  update "user" set "email" = who || '@family.invalid' where "id" = who;
end $$;
alter procedure identity.shut_family_account(uuid, timestamptz) owner to firstbell_system;
revoke execute on procedure identity.shut_family_account(uuid, timestamptz) from public;
grant execute on procedure identity.shut_family_account(uuid, timestamptz) to firstbell_system;

revoke create on schema identity from firstbell_system;
