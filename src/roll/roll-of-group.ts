import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { YearGroup } from '../law/school-age.ts'
import { one, type Tx } from '../platform/database/database.ts'
import type { DayClocks, FlagKind, RollGroup, RollPupil, SchoolCalendar } from './contract.ts'

/** Everything the roll knows of one group on one day. */
export interface RollOfGroup {
  /** Undefined where there is no such group then, or the transaction may not see it. */
  readonly group: RollGroup | undefined
  /** The group's pupils on roll, in the register's order. */
  readonly pupils: readonly RollPupil[]
  readonly clocks: DayClocks
  readonly calendar: SchoolCalendar | undefined
  /** Whether `personId` is one of its tutors on `today`. */
  readonly isTutor: boolean
  /** The flags in force on the day, of the kinds asked for only. */
  readonly flags: readonly PupilFlag[]
}

export interface PupilFlag {
  readonly pupilId: PupilId
  readonly kind: FlagKind
}

interface Row {
  readonly group: Omit<RollGroup, 'kind'> | null
  readonly pupils: (RollPupil & { admissionNumber: string | null })[] | null
  readonly clocks: { yearGroup: YearGroup; clock: DayClock }[] | null
  readonly calendar: Pick<SchoolCalendar, 'terms' | 'daysOff'> | null
  readonly isTutor: boolean
  readonly flags?: PupilFlag[] | null
}

/**
 * What `groupsOn`, `pupilsOnRoll`, `dayClocksOn`, `calendarOf`, `groupsOfPerson` and `flagsInGroup` say, for one group and in
 * one statement: a register is opened and saved with it, and each statement costs more than what it reads. A pupil at a time
 * is found by key (`limit 1`); joined as a whole, the planner reads every pupil of the school.
 */
export async function rollOfGroup(
  tx: Tx,
  of: { schoolId: SchoolId; groupId: GroupId; day: Day; personId: PersonId; today: Day; flags?: readonly FlagKind[] },
): Promise<RollOfGroup> {
  const { schoolId, groupId, day, personId, today, flags = [] } = of
  const row = await one(
    tx,
    sql<Row>`
    select
      (select json_build_object('id', group_id, 'name', name, 'yearGroup', year_group) from roll.registration_group
        where school_id = ${schoolId} and group_id = ${groupId} and from_day <= ${day}
          and (until_day is null or until_day > ${day})) as "group",
      (select json_agg(json_build_object('id', pupil.pupil_id, 'groupId', placement.group_id,
          'yearGroup', placement.year_group, 'preferredName', pupil.preferred_forename, 'familyName', pupil.preferred_surname,
          'born', pupil.born, 'sex', pupil.sex, 'startingDay', pupil.starting_day, 'leavingDay', pupil.leaving_day,
          'admissionNumber', pupil.admission_number) order by pupil.sort_key, pupil.pupil_id)
        from roll.placement
        cross join lateral (select * from roll.pupil
          where pupil.school_id = placement.school_id and pupil.pupil_id = placement.pupil_id limit 1) as pupil
        where placement.school_id = ${schoolId} and placement.group_id = ${groupId} and placement.from_day <= ${day}
          and (placement.until_day is null or placement.until_day > ${day}) and pupil.starting_day <= ${day}
          and (pupil.leaving_day is null or pupil.leaving_day >= ${day})) as pupils,
      (select json_agg(json_build_object('yearGroup', year_group, 'clock', clock)) from (
          select distinct on (year_group) year_group, clock from roll.day_clock
          where school_id = ${schoolId} and from_day <= ${day} order by year_group, from_day desc) as clock) as clocks,
      (select json_build_object('terms', terms, 'daysOff', days_off) from roll.calendar
        where school_id = ${schoolId} and year = ${schoolYearOf(day)}) as calendar,
      exists (select from roll.tutor where school_id = ${schoolId} and group_id = ${groupId} and person_id = ${personId}
        and from_day <= ${today} and (until_day is null or until_day > ${today})) as "isTutor"
      ${flags.length === 0 ? sql`` : flagsQuery({ ...of, flags })}`,
  )
  return {
    group: row.group === null ? undefined : { ...row.group, kind: 'registration' },
    pupils: (row.pupils ?? []).map(({ admissionNumber, ...pupil }) =>
      admissionNumber === null ? pupil : { ...pupil, admissionNumber },
    ),
    clocks: Object.fromEntries((row.clocks ?? []).map(({ yearGroup, clock }) => [yearGroup, clock])),
    calendar: row.calendar === null ? undefined : { year: schoolYearOf(day), ...row.calendar },
    isTutor: row.isTutor,
    flags: row.flags ?? [],
  }
}

function flagsQuery(of: { schoolId: SchoolId; groupId: GroupId; day: Day; flags: readonly FlagKind[] }) {
  const { schoolId, groupId, day, flags } = of
  return sql`, (select json_agg(distinct jsonb_build_object('pupilId', flag.pupil_id, 'kind', flag.kind))
    from roll.placement join roll.flag on flag.school_id = placement.school_id and flag.pupil_id = placement.pupil_id
    where placement.school_id = ${schoolId} and placement.group_id = ${groupId} and placement.from_day <= ${day}
      and (placement.until_day is null or placement.until_day > ${day}) and flag.kind = any (${[...flags]}::text[])
      and flag.from_day <= ${day} and (flag.until_day is null or flag.until_day > ${day})) as flags`
}
