import { sql } from 'kysely'
import type { DutyAsked } from '../../duties/contract.ts'
import { enrolmentsForDuties, groupsForDuties, tutorsForDuties } from '../../duties/index.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../kernel/session.ts'
import { type Moment, momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { ALL_CODES, byteOfCode } from '../../law/codes.ts'
import { kept, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import { notableSince, type StoredEntry } from '../journal/entries.ts'
import { readStrips, type Strips } from '../journal/store.ts'
import type { DutyFacts } from '../rules/duties/facts.ts'

/** The strips of a school's present year, read once for every source of duties. */
export function stripsForDuties(tx: Tx, { schoolId, year, once }: DutyAsked): Promise<Strips> {
  return once('register.strips', () => readStrips(tx, { schoolId, year }))
}

/** The acts that changed marks since the day from which ended duties are told, read once for every source of duties. */
export function changesForDuties(tx: Tx, { schoolId, year, endedSince, once }: DutyAsked): Promise<StoredEntry[]> {
  const since = momentAt(endedSince, timeOfDay('00:00'))
  return once('register.changes', () => notableSince(tx, { schoolId, years: [year, (year - 1) as SchoolYear], since }))
}

/** What may stand last in a year without ending a run of days. */
const GOES_ON: readonly number[] = ALL_CODES.flatMap(({ code, statistical, byte }) => {
  const ends = statistical === 'present' || statistical === 'approved-activity' || statistical === 'authorised'
  return ends && code !== 'E' ? [] : [byte]
})

/** Everything that the register's duties follow from, in six statements however many pupils. */
export async function readDutyFacts(tx: Tx, asked: DutyAsked): Promise<DutyFacts> {
  const { schoolId, year, today, time, calendar, days, clocks, policy } = asked
  // Sent together, answered in this order.
  const [enrolments, strips, lastYear, groups, tutors] = await Promise.all([
    enrolmentsForDuties(tx, asked),
    stripsForDuties(tx, asked),
    unfinishedStrips(tx, { schoolId, year: (year - 1) as SchoolYear }),
    groupsForDuties(tx, asked),
    tutorsForDuties(tx, asked),
  ])
  const byGroup = Map.groupBy(tutors, ({ groupId }) => groupId)
  return {
    year,
    today,
    time,
    calendar,
    days,
    policy,
    clocks,
    groups,
    tutors: new Map([...byGroup].map(([groupId, of]) => [groupId, of.map(({ personId }) => personId)])),
    enrolments: enrolments.filter(({ boarder }) => !boarder),
    strips,
    lastYear,
  }
}

/**
 * The strips of a year with something that goes on in the next: an N, or a last mark that does not end an unauthorised absence or a suspension. Looked
 * for in the database: a year that is over has few, and reading them all takes as long as this year.
 */
async function unfinishedStrips(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear },
): Promise<ReadonlyMap<PupilId, Uint8Array>> {
  const rows = await many(
    tx,
    sql<{ pupilId: PupilId; marks: Uint8Array }>`${kept}
      select pupil_id as "pupilId", marks from register.strip
      where school_id = ${of.schoolId} and year = ${of.year}
        and (position(set_byte('\\x00'::bytea, 0, ${byteOfCode('N')}::integer) in marks) > 0
          or substring(rtrim(marks, '\\x00'::bytea) from length(rtrim(marks, '\\x00'::bytea)))
            = any (select set_byte('\\x00'::bytea, 0, byte) from unnest(${GOES_ON}::integer[]) byte))`,
  )
  return new Map(
    rows.map(({ pupilId, marks }) => [pupilId, marks.length === STRIP_LENGTH ? marks : new Uint8Array(STRIP_LENGTH)]),
  )
}

/** The registers of these sessions that somebody has begun, as group and place. */
export async function begunRegisters(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; places: readonly SessionIndex[] },
): Promise<readonly { readonly groupId: GroupId; readonly place: SessionIndex }[]> {
  if (of.places.length === 0) return []
  return many(
    tx,
    sql<{ groupId: GroupId; place: SessionIndex }>`${kept}
      select distinct group_id as "groupId", first_session as place from register.entry
      where school_id = ${of.schoolId} and year = ${of.year} and first_session = any (${[...of.places]}::integer[])
        and group_id is not null and act in ('taken', 'imported', 'closed')`,
  )
}

/** When the oldest entry of a school was made. */
export async function oldestEntry(tx: Tx, schoolId: SchoolId): Promise<Moment | undefined> {
  const row = await maybeOne(
    tx,
    sql<{
      at: Moment
    }>`${kept} select made_at as at from register.entry where school_id = ${schoolId} order by number limit 1`,
  )
  return row?.at
}
