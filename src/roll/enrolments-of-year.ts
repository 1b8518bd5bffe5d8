import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { firstDayOf, lastDayOf, type SchoolYear } from '../kernel/school-year.ts'
import type { SessionIndex } from '../kernel/session.ts'
import type { YearGroup } from '../law/school-age.ts'
import { kept, one, type Tx } from '../platform/database/database.ts'
import type { EnrolmentOfYear, FlagKind } from './contract.ts'

/**
 * Every enrolment of a school that touches a school year, with the bounds that each sum over its strip must keep, in no
 * particular order. One statement however many pupils, within the transaction's tenants: another school's answer is empty.
 *
 * Year group, registration group and flags are as at the day `on`; for a pupil who has left by then as on the leaving day, for one
 * still to come as on the starting day. Only flags of the kinds in `flags` are read: what is not needed is not known. The answer
 * is for adding up, not for showing; who may know of which flag is `maySeeFlag`'s to say.
 */
export async function enrolmentsOfYear(
  tx: Tx,
  of: {
    schoolId: SchoolId
    year: SchoolYear
    on: Day
    flags: readonly FlagKind[]
    /** Only these; every pupil where left out. */
    pupilIds?: readonly PupilId[]
  },
): Promise<readonly EnrolmentOfYear[]> {
  const { schoolId, year, on, flags } = of
  const only = of.pupilIds === undefined ? null : [...of.pupilIds]
  const { found } = await one(
    tx,
    sql<{ found: string | null }>`${kept} select roll.enrolments_of_year(
      ${schoolId}, ${firstDayOf(year)}, ${lastDayOf(year)}, ${on}, ${[...flags]}::text[], ${only}::uuid[]) as found`,
  )
  const flagsOfBits = readFlags(flags)
  return found === null ? [] : found.split(';').map((text) => readEnrolment(text, flagsOfBits))
}

/** The kinds that the bits of a number stand for, one list for each number: most pupils have the same few. */
function readFlags(kinds: readonly FlagKind[]): (bits: number) => readonly FlagKind[] {
  const known = new Map<number, readonly FlagKind[]>()
  return (bits) => {
    const list = known.get(bits) ?? kinds.filter((_, place) => (bits & (1 << place)) !== 0)
    known.set(bits, list)
    return list
  }
}

// The fields in the order of roll.enrolments_of_year, which wrote them from checked columns: hence the casts.
function readEnrolment(text: string, flagsOfBits: (bits: number) => readonly FlagKind[]): EnrolmentOfYear {
  const [id, yearGroup, groupId, sex, born, boarder, startingDay, leavingDay, first, last, bits] = text.split(',')
  return {
    pupilId: id as PupilId,
    yearGroup: (yearGroup || null) as YearGroup | null,
    groupId: (groupId || null) as GroupId | null,
    sex: sex as 'F' | 'M',
    born: born as Day,
    boarder: boarder === '1',
    startingDay: startingDay as Day,
    leavingDay: (leavingDay || null) as Day | null,
    firstSession: Number(first) as SessionIndex,
    lastSession: Number(last) as SessionIndex,
    flags: flagsOfBits(Number(bits)),
  }
}
