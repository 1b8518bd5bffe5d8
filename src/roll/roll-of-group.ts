import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { GroupId, PersonId, SchoolId } from '../kernel/ids.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { YearGroup } from '../law/school-age.ts'
import { one, type Tx } from '../platform/database/database.ts'
import type { DayClocks, RollGroup, RollPupil, SchoolCalendar } from './contract.ts'

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
}

interface Row {
  readonly group: Omit<RollGroup, 'kind'> | null
  readonly pupils: (RollPupil & { admissionNumber: string | null })[] | null
  readonly clocks: { yearGroup: YearGroup; clock: DayClock }[] | null
  readonly calendar: Pick<SchoolCalendar, 'terms' | 'daysOff'> | null
  readonly isTutor: boolean
}

/**
 * What `groupsOn`, `pupilsOnRoll`, `dayClocksOn`, `calendarOf` and `groupsOfPerson` say, for one group and in one statement:
 * a register is opened and saved with it, and each statement costs more than what it reads.
 */
export async function rollOfGroup(
  tx: Tx,
  of: { schoolId: SchoolId; groupId: GroupId; day: Day; personId: PersonId; today: Day },
): Promise<RollOfGroup> {
  const { schoolId, groupId, day, personId, today } = of
  const row = await one(
    tx,
    sql<Row>`
    select
      (select jsonb_build_object('id', group_id, 'name', name, 'yearGroup', year_group) from roll.registration_group
        where school_id = ${schoolId} and group_id = ${groupId} and from_day <= ${day}
          and (until_day is null or until_day > ${day})) as "group",
      (select jsonb_agg(jsonb_build_object('id', pupil.pupil_id, 'groupId', placement.group_id,
          'yearGroup', placement.year_group, 'preferredName', pupil.preferred_forename, 'familyName', pupil.preferred_surname,
          'born', pupil.born, 'sex', pupil.sex, 'startingDay', pupil.starting_day, 'leavingDay', pupil.leaving_day,
          'admissionNumber', pupil.admission_number) order by pupil.sort_key, pupil.pupil_id)
        from roll.placement join roll.pupil on pupil.school_id = placement.school_id and pupil.pupil_id = placement.pupil_id
        where placement.school_id = ${schoolId} and placement.group_id = ${groupId} and placement.from_day <= ${day}
          and (placement.until_day is null or placement.until_day > ${day}) and pupil.starting_day <= ${day}
          and (pupil.leaving_day is null or pupil.leaving_day >= ${day})) as pupils,
      (select jsonb_agg(jsonb_build_object('yearGroup', year_group, 'clock', clock)) from (
          select distinct on (year_group) year_group, clock from roll.day_clock
          where school_id = ${schoolId} and from_day <= ${day} order by year_group, from_day desc) as clock) as clocks,
      (select jsonb_build_object('terms', terms, 'daysOff', days_off) from roll.calendar
        where school_id = ${schoolId} and year = ${schoolYearOf(day)}) as calendar,
      exists (select from roll.tutor where school_id = ${schoolId} and group_id = ${groupId} and person_id = ${personId}
        and from_day <= ${today} and (until_day is null or until_day > ${today})) as "isTutor"`,
  )
  return {
    group: row.group === null ? undefined : { ...row.group, kind: 'registration' },
    pupils: (row.pupils ?? []).map(({ admissionNumber, ...pupil }) =>
      admissionNumber === null ? pupil : { ...pupil, admissionNumber },
    ),
    clocks: Object.fromEntries((row.clocks ?? []).map(({ yearGroup, clock }) => [yearGroup, clock])),
    calendar: row.calendar === null ? undefined : { year: schoolYearOf(day), ...row.calendar },
    isTutor: row.isTutor,
  }
}
