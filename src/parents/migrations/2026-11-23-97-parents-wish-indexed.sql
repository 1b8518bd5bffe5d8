-- As before, by the indexes of roll.contact.
create or replace procedure parents.wish_for_link(address text, number text, at timestamptz)
  language sql security definer set search_path = parents as $$
  insert into platform.outbox (tenant, name, payload, said_at)
  select found.school_id, 'family-link-wished', jsonb_build_object('contactIds', jsonb_agg(found.contact_id)), at
  from (
    select school_id, contact_id from roll.contact where address <> '' and lower(email) = address
    union
    select school_id, contact_id from roll.contact
    where number <> '' and roll.plain_numbers(phones) && array[number, regexp_replace(number, '^44', '')]
  ) as found
  group by found.school_id;
$$;
