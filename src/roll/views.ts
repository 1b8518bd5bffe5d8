import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import { fullName } from '../kernel/names.ts'
import type { SchoolYear } from '../kernel/school-year.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { YearGroup } from '../law/school-age.ts'
import { kept, many, maybeOne, type Tx } from '../platform/database/database.ts'
import type { DayClocks, DayOff, RollGroup, RollPupil, School, SchoolCalendar, Term } from './contract.ts'

/** The groups that exist on a day, by year group and name. */
export async function groupsOn(tx: Tx, of: { schoolId: SchoolId; day: Day }): Promise<readonly RollGroup[]> {
  const rows = await many(
    tx,
    sql<{ id: GroupId; name: string; yearGroup: YearGroup | null }>`${kept}
      select group_id as id, name, year_group as "yearGroup" from roll.registration_group
      where school_id = ${of.schoolId} and from_day <= ${of.day} and (until_day is null or until_day > ${of.day})
      order by length(year_group), year_group nulls last, length(name), name`,
  )
  return rows.map((row) => ({ ...row, kind: 'registration' as const }))
}

/** The names of these groups, those that have ended included. */
export async function namesOfGroups(
  tx: Tx,
  of: { schoolId: SchoolId; groupIds: readonly GroupId[] },
): Promise<ReadonlyMap<GroupId, string>> {
  const rows = await many(
    tx,
    sql<{ id: GroupId; name: string }>`
      select group_id as id, name from roll.registration_group
      where school_id = ${of.schoolId} and group_id = any (${[...of.groupIds]}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The groups that a person is a tutor of on a day. */
export async function groupsOfPerson(
  tx: Tx,
  of: { schoolId: SchoolId; personId: PersonId; day: Day },
): Promise<readonly GroupId[]> {
  const rows = await many(
    tx,
    sql<{ id: GroupId }>`
      select distinct group_id as id from roll.tutor
      where school_id = ${of.schoolId} and person_id = ${of.personId}
        and from_day <= ${of.day} and (until_day is null or until_day > ${of.day})`,
  )
  return rows.map((row) => row.id)
}

/**
 * The pupils on roll on a day, starting and leaving day included, by surname and forename. Year group and registration group
 * are those of that day.
 */
export async function pupilsOnRoll(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day; groupId?: GroupId; pupilIds?: readonly PupilId[] },
): Promise<readonly RollPupil[]> {
  const inGroup = of.groupId === undefined ? sql`` : sql`and placement.group_id = ${of.groupId}`
  const named = of.pupilIds === undefined ? sql`` : sql`and pupil.pupil_id = any (${[...of.pupilIds]}::uuid[])`
  const rows = await many(
    tx,
    sql<RollPupil & { admissionNumber: string | null }>`${kept}
      select pupil.pupil_id as id, placement.group_id as "groupId", placement.year_group as "yearGroup",
        pupil.preferred_forename as "preferredName", pupil.preferred_surname as "familyName", pupil.born, pupil.sex,
        pupil.starting_day as "startingDay", pupil.leaving_day as "leavingDay", pupil.admission_number as "admissionNumber"
      from roll.pupil
      join roll.placement on placement.school_id = pupil.school_id and placement.pupil_id = pupil.pupil_id
        and placement.from_day <= ${of.day} and (placement.until_day is null or placement.until_day > ${of.day})
      where pupil.school_id = ${of.schoolId} and pupil.starting_day <= ${of.day}
        and (pupil.leaving_day is null or pupil.leaving_day >= ${of.day}) ${inGroup} ${named}
      order by pupil.sort_key, pupil.pupil_id`,
  )
  return rows.map(({ admissionNumber, ...pupil }) => (admissionNumber === null ? pupil : { ...pupil, admissionNumber }))
}

/**
 * The pupils on roll on any day from one to another, both included, by id: also those who start or leave within it. Year group
 * and registration group are those of their first day in it.
 */
export async function pupilsDuring(
  tx: Tx,
  of: { schoolId: SchoolId; from: Day; to: Day; pupilIds?: readonly PupilId[] },
): Promise<readonly RollPupil[]> {
  const named = of.pupilIds === undefined ? sql`` : sql`and pupil.pupil_id = any (${[...of.pupilIds]}::uuid[])`
  return many(
    tx,
    sql<RollPupil>`
      select distinct on (pupil.pupil_id) pupil.pupil_id as id, placement.group_id as "groupId",
        placement.year_group as "yearGroup", pupil.preferred_forename as "preferredName",
        pupil.preferred_surname as "familyName", pupil.born, pupil.sex, pupil.starting_day as "startingDay",
        pupil.leaving_day as "leavingDay"
      from roll.pupil
      join roll.placement on placement.school_id = pupil.school_id and placement.pupil_id = pupil.pupil_id
        and placement.from_day <= ${of.to}
        and (placement.until_day is null or placement.until_day > greatest(${of.from}::date, pupil.starting_day))
      where pupil.school_id = ${of.schoolId} and pupil.starting_day <= ${of.to}
        and (pupil.leaving_day is null or pupil.leaving_day >= ${of.from}) ${named}
      order by pupil.pupil_id, placement.from_day`,
  )
}

/** A pupil whose admission or placement was entered or changed. */
export interface RollEntered {
  readonly pupilId: PupilId
  /** When that was last: before it, nobody could know which group's register they belong in. */
  readonly knownAt: Moment
}

/** The pupils who were entered on the roll, or whose group was changed, since a moment. */
export async function enteredSince(tx: Tx, of: { schoolId: SchoolId; since: Moment }): Promise<readonly RollEntered[]> {
  return many(
    tx,
    sql<RollEntered>`
      select pupil_id as "pupilId", max(at) as "knownAt"
      from roll.change
      where school_id = ${of.schoolId} and at >= ${of.since} and pupil_id is not null
        and (record = 'placement' or record = 'pupil' and before is null)
      group by pupil_id`,
  )
}

/** A school's calendar of a year; undefined where none has been entered. */
export async function calendarOf(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear },
): Promise<SchoolCalendar | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ terms: Term[]; daysOff: DayOff[] }>`${kept}
      select terms, days_off as "daysOff" from roll.calendar where school_id = ${of.schoolId} and year = ${of.year}`,
  )
  return row && { year: of.year, terms: row.terms, daysOff: row.daysOff }
}

/** The day clock of every year group, as in force on a day. */
export async function dayClocksOn(tx: Tx, of: { schoolId: SchoolId; day: Day }): Promise<DayClocks> {
  const rows = await many(
    tx,
    sql<{ yearGroup: YearGroup; clock: DayClock }>`${kept}
      select distinct on (year_group) year_group as "yearGroup", clock from roll.day_clock
      where school_id = ${of.schoolId} and from_day <= ${of.day}
      order by year_group, from_day desc`,
  )
  return Object.fromEntries(rows.map((row) => [row.yearGroup, row.clock]))
}

/** From a day on, a pupil was in this year group, and its registers had these times; null where none were entered. */
export interface YearAndClock {
  readonly since: Day
  readonly yearGroup: YearGroup
  readonly clock: DayClock | null
}

/** The year groups of a pupil from one day to another with the times of their registers, as each changed; oldest first. */
export async function yearsAndClocks(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; from: Day; to: Day },
): Promise<readonly YearAndClock[]> {
  return many(
    tx,
    sql<YearAndClock>`
      with placed as (
        select year_group, greatest(from_day, ${of.from}::date) as since, until_day from roll.placement
        where school_id = ${of.schoolId} and pupil_id = ${of.pupilId}
          and from_day <= ${of.to} and (until_day is null or until_day > ${of.from})),
      changed as (
        select since from placed
        union
        select from_day from roll.day_clock
        where school_id = ${of.schoolId} and from_day > ${of.from} and from_day <= ${of.to})
      select changed.since, placed.year_group as "yearGroup",
        (select clock from roll.day_clock
          where school_id = ${of.schoolId} and year_group = placed.year_group and from_day <= changed.since
          order by from_day desc limit 1) as clock
      from changed
      join placed on placed.since <= changed.since
        and (placed.until_day is null or placed.until_day > changed.since)
      order by changed.since`,
  )
}

/** A school's particulars; undefined where the transaction may not see it or it is not there. */
export async function schoolOf(tx: Tx, schoolId: SchoolId): Promise<School | undefined> {
  return maybeOne(
    tx,
    sql<School>`${kept}
      select school_id as id, urn, laestab, name, short_name as "shortName", phase, type, address, telephone,
        trust_id as "trustId", authority_id as "authorityId", year_groups as "yearGroups", boards, stated, version
      from roll.school where school_id = ${schoolId}`,
  )
}

/** The tutors of every group on a day. */
export async function tutorsOn(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day },
): Promise<readonly { readonly groupId: GroupId; readonly personId: PersonId }[]> {
  return many(
    tx,
    sql<{ groupId: GroupId; personId: PersonId }>`${kept}
      select distinct group_id as "groupId", person_id as "personId" from roll.tutor
      where school_id = ${of.schoolId} and from_day <= ${of.day} and (until_day is null or until_day > ${of.day})`,
  )
}

/** The school of a URN, by its id; undefined where there is none. Asked as the system, by commands. */
export async function schoolWithUrn(tx: Tx, urn: string): Promise<{ readonly id: SchoolId } | undefined> {
  return maybeOne(tx, sql<{ id: SchoolId }>`select school_id as id from roll.school where urn = ${urn}`)
}

/** What pupils and groups of a school are called, by id, whether they are still here or not. Other ids are left out. */
export async function namesOnRoll(
  tx: Tx,
  of: { schoolId: SchoolId; ids: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const rows = await many(
    tx,
    sql<{ id: string; forename: string; surname: string }>`
      select pupil_id as id, preferred_forename as forename, preferred_surname as surname from roll.pupil
        where school_id = ${of.schoolId} and pupil_id = any (${[...of.ids]}::uuid[])
      union all
      select group_id, name, '' from roll.registration_group
        where school_id = ${of.schoolId} and group_id = any (${[...of.ids]}::uuid[])`,
  )
  return new Map(rows.map(({ id, forename, surname }) => [id, fullName(forename, surname)]))
}
