import type { Day } from '../kernel/day.ts'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import type { SchoolYear } from '../kernel/school-year.ts'
import { STRIP_LENGTH } from '../kernel/session.ts'
import type { Tx } from '../platform/database/database.ts'
import { lastNumber, readStrips } from '../register/index.ts'
import type { FlagKind } from '../roll/contract.ts'
import { calendarOf, enrolmentsOfYear, ethnicitiesOfSchool } from '../roll/index.ts'
import type { Enrolled, SchoolFacts } from './rules/facts.ts'
import { halfTermsOf, sessionsMet } from './rules/stretches.ts'

const NO_MARKS = new Uint8Array(STRIP_LENGTH)

/**
 * Everything that the figures of one school and year are made from, in four statements, five with ethnicity. Year groups, registration groups and flags are as at
 * the day `on`. Boarders are left out: the attendance register is not kept for them.
 */
export async function loadFacts(
  tx: Tx,
  of: {
    schoolId: SchoolId
    year: SchoolYear
    on: Day
    flags: readonly FlagKind[]
    /** Whether ethnicity is read as well: only where the question is about it and the caller may know. */
    ethnicity?: boolean | undefined
    /** Only these; every pupil where left out. */
    pupilIds?: readonly PupilId[]
  },
): Promise<SchoolFacts> {
  const { schoolId, year, pupilIds } = of
  // Sent together, answered in this order. The number first: a mark made while the strips are read is then in the strips and not in the
  // number, never the other way about.
  const [journalNumber, calendar, enrolments, strips, ethnicities] = await Promise.all([
    lastNumber(tx, schoolId),
    calendarOf(tx, { schoolId, year }),
    enrolmentsOfYear(tx, of),
    readStrips(tx, { schoolId, year, ...(pupilIds && { pupilIds }) }),
    of.ethnicity === true ? ethnicitiesOfSchool(tx, { schoolId }) : undefined,
  ])
  const enrolled = enrolments
    .filter(({ boarder }) => !boarder)
    .map(
      ({ firstSession, lastSession, ...of }): Enrolled => ({
        ...of,
        onRoll: { from: firstSession, to: lastSession },
        strip: strips.get(of.pupilId) ?? NO_MARKS,
        ethnicity: ethnicities && (ethnicities.get(of.pupilId) ?? null),
      }),
    )
  return {
    schoolId,
    year,
    enrolled,
    meets: sessionsMet(calendar),
    terms: (calendar?.terms ?? []).map(({ name, first, last }) => ({ name, from: first, to: last })),
    halfTerms: calendar === undefined ? [] : halfTermsOf(calendar),
    journalNumber,
  }
}
