-- The entries that touch a session: of one group's register and of acts about no one group, or of every group where none is
-- named; only some acts where they are named. A function because its plan is kept for the connection: this is asked at every
-- opening and every save. It runs with the rights of whoever calls it, so row-level security holds.
create function register.entries_of_session(
  for_school uuid, in_year integer, at_session integer, for_group uuid, of_acts text[])
  returns setof register.entry
  language plpgsql stable security invoker set plan_cache_mode = force_generic_plan
  as $$
begin
  return query
    select entry.* from register.entry
    where entry.school_id = for_school and entry.year = in_year and entry.first_session = at_session
      and (for_group is null or entry.group_id = for_group or entry.group_id is null)
      and (of_acts is null or entry.act = any (of_acts))
    union all
    select entry.* from register.entry
    where entry.school_id = for_school and entry.year = in_year and entry.first_session < entry.last_session
      and entry.first_session < at_session and entry.last_session >= at_session
      and (for_group is null or entry.group_id = for_group or entry.group_id is null)
      and (of_acts is null or entry.act = any (of_acts));
end $$;
