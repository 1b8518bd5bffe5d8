import { sql } from 'kysely'
import { namesOf } from '../../identity/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { YearGroup } from '../../law/school-age.ts'
import { many, one, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { tutorsOn } from '../views.ts'

export const listGroups: UseCase<typeof contract.listGroups> = async ({ tx, now }, { params, query }) => {
  const of = { schoolId: params.schoolId, day: query.day ?? schoolTime(now).day }
  const groups = await many(
    tx,
    sql<{
      id: GroupId
      name: string
      yearGroup: YearGroup | null
      from: Day
      until: Day | null
      version: number
      pupils: number
    }>`
      select found.group_id as id, found.name, found.year_group as "yearGroup", found.from_day as "from",
        found.until_day as "until", found.version, count(here.pupil_id) as pupils
      from roll.registration_group as found
      left join (${placedOn(of)}) as here on here.group_id = found.group_id
      where found.school_id = ${of.schoolId} and (found.until_day is null or found.until_day > ${of.day})
      group by found.school_id, found.group_id
      order by length(found.year_group), found.year_group nulls last, length(found.name), found.name`,
  )
  const { withoutGroup } = await one(
    tx,
    sql<{ withoutGroup: number }>`
      select count(*) as "withoutGroup" from (${placedOn(of)}) as here where group_id is null`,
  )
  const tutors = await namedTutors(tx, of)
  return success({
    day: of.day,
    withoutGroup,
    groups: groups.map((group) => ({
      ...group,
      tutors: tutors.filter((tutor) => tutor.groupId === group.id).map(({ id, name }) => ({ id, name })),
    })),
  })
}

/** Pupils on roll on a day, with their group of that day. */
function placedOn(of: { schoolId: SchoolId; day: Day }) {
  return sql<{ pupil_id: string; group_id: GroupId | null }>`
    select pupil.pupil_id, placement.group_id from roll.pupil
    left join roll.placement on placement.school_id = pupil.school_id and placement.pupil_id = pupil.pupil_id
      and placement.from_day <= ${of.day} and (placement.until_day is null or placement.until_day > ${of.day})
    where pupil.school_id = ${of.schoolId} and pupil.starting_day <= ${of.day}
      and (pupil.leaving_day is null or pupil.leaving_day >= ${of.day})`
}

async function namedTutors(tx: Tx, of: { schoolId: SchoolId; day: Day }) {
  const tutors = await tutorsOn(tx, of)
  const names = await namesOf(
    tx,
    tutors.map((tutor) => tutor.personId),
  )
  return tutors
    .map(({ groupId, personId }) => ({ groupId, id: personId, name: names.get(personId) ?? 'Somebody who has left' }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}
