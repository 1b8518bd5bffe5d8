-- Everything that opening or saving a register asks of the roll, in one call. A function because its plan is kept for the
-- connection: planning these six queries again for every register took longer than running them. It runs with the rights of
-- whoever calls it, so row-level security holds inside as outside.

create function roll.of_group(
  for_school uuid, for_group uuid, on_day date, in_year integer, for_person uuid, today date, flag_kinds text[])
  returns table ("group" json, pupils json, clocks json, calendar json, "isTutor" boolean, flags json)
  language plpgsql stable security invoker set plan_cache_mode = force_generic_plan
  as $$
begin
  return query select
    (select json_build_object('id', found.group_id, 'name', found.name, 'yearGroup', found.year_group)
      from roll.registration_group as found
      where found.school_id = for_school and found.group_id = for_group and found.from_day <= on_day
        and (found.until_day is null or found.until_day > on_day)),
    -- A pupil at a time, found by key: joined as a whole, the planner reads every pupil of the school.
    (select json_agg(json_build_object('id', pupil.pupil_id, 'groupId', placed.group_id, 'yearGroup', placed.year_group,
        'preferredName', pupil.preferred_forename, 'familyName', pupil.preferred_surname, 'born', pupil.born,
        'sex', pupil.sex, 'startingDay', pupil.starting_day, 'leavingDay', pupil.leaving_day,
        'admissionNumber', pupil.admission_number) order by pupil.sort_key, pupil.pupil_id)
      from roll.placement as placed
      cross join lateral (select one.* from roll.pupil as one
        where one.school_id = placed.school_id and one.pupil_id = placed.pupil_id limit 1) as pupil
      where placed.school_id = for_school and placed.group_id = for_group and placed.from_day <= on_day
        and (placed.until_day is null or placed.until_day > on_day)
        and pupil.starting_day <= on_day and (pupil.leaving_day is null or pupil.leaving_day >= on_day)),
    (select json_agg(json_build_object('yearGroup', latest.year_group, 'clock', latest.clock))
      from (select distinct on (known.year_group) known.year_group, known.clock from roll.day_clock as known
        where known.school_id = for_school and known.from_day <= on_day
        order by known.year_group, known.from_day desc) as latest),
    (select json_build_object('terms', kept.terms, 'daysOff', kept.days_off) from roll.calendar as kept
      where kept.school_id = for_school and kept.year = in_year),
    exists (select from roll.tutor where tutor.school_id = for_school and tutor.group_id = for_group
      and tutor.person_id = for_person and tutor.from_day <= today
      and (tutor.until_day is null or tutor.until_day > today)),
    (select json_agg(distinct jsonb_build_object('pupilId', flag.pupil_id, 'kind', flag.kind))
      from roll.placement as placed
      join roll.flag on flag.school_id = placed.school_id and flag.pupil_id = placed.pupil_id
      where cardinality(flag_kinds) > 0 and placed.school_id = for_school and placed.group_id = for_group
        and placed.from_day <= on_day and (placed.until_day is null or placed.until_day > on_day)
        and flag.kind = any (flag_kinds) and flag.from_day <= on_day
        and (flag.until_day is null or flag.until_day > on_day));
end $$;
