-- Every enrolment of a school that touches a school year, for sums: one text, an enrolment between semicolons and its fields
-- between commas, because a row each took three times as long to carry over. No field can hold either character.
-- A function because its plan is kept for the connection, and because without statistics (a school just imported) the planner
-- joins row by row and takes seconds. It runs with the rights of whoever calls it, so row-level security holds inside as outside.

create function roll.enrolments_of_year(
  for_school uuid, year_first date, year_last date, on_day date, flag_kinds text[], for_pupils uuid[])
  returns text
  language plpgsql stable security invoker set plan_cache_mode = force_generic_plan set enable_nestloop = off
  as $$
begin
  return (
    -- The day that year group, group and flags are of: somebody who has left by then is what they were on their last day.
    with pupil as materialized (
      select found.pupil_id, found.sex, found.born, found.boarder, found.starting_day, found.leaving_day,
        greatest(found.starting_day, least(on_day, found.leaving_day)) as day
      from roll.pupil as found
      where found.school_id = for_school and found.starting_day <= year_last
        and (found.leaving_day is null or found.leaving_day >= year_first)
        and (for_pupils is null or found.pupil_id = any (for_pupils))),
    flagged as (
      select flag.pupil_id, bit_or(1 << (array_position(flag_kinds, flag.kind) - 1)) as kinds
      from roll.flag join pupil on pupil.pupil_id = flag.pupil_id
      where flag.school_id = for_school and flag.kind = any (flag_kinds)
        and flag.from_day <= pupil.day and (flag.until_day is null or flag.until_day > pupil.day)
      group by flag.pupil_id)
    select string_agg(concat_ws(',',
      pupil.pupil_id,
      coalesce(placed.year_group, (
        select known.year_group from roll.placement as known
        where known.school_id = for_school and known.pupil_id = pupil.pupil_id
        order by known.from_day > pupil.day, abs(known.from_day - pupil.day) limit 1), ''),
      coalesce(placed.group_id::text, ''),
      pupil.sex,
      pupil.born,
      pupil.boarder::integer,
      pupil.starting_day,
      coalesce(pupil.leaving_day::text, ''),
      2 * (greatest(pupil.starting_day, year_first) - year_first),
      2 * (least(pupil.leaving_day, year_last) - year_first) + 1,
      coalesce(flagged.kinds, 0)), ';')
    from pupil
    left join roll.placement as placed
      on placed.school_id = for_school and placed.pupil_id = pupil.pupil_id
      and placed.from_day <= pupil.day and (placed.until_day is null or placed.until_day > pupil.day)
    left join flagged on flagged.pupil_id = pupil.pupil_id);
end $$;
