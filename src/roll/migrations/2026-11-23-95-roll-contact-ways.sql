-- Whose address or number this is, over all schools, is asked by whoever wants a link to the family page: found by an index, never by
-- reading every contact.

-- The digits of each number, without what stands for "from abroad" or "from here" before them.
create function roll.plain_numbers(phones jsonb) returns text[]
  language sql immutable strict parallel safe as $$
  select coalesce(array_agg(regexp_replace(regexp_replace(phone ->> 'number', '\D', '', 'g'), '^(00|0)', '')), '{}')
  from jsonb_array_elements(phones) as phone;
$$;

create index contact_email on roll.contact (lower(email)) where email is not null;
create index contact_numbers on roll.contact using gin (roll.plain_numbers(phones));
