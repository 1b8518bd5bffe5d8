import { day } from '../kernel/day.ts'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYear } from '../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../kernel/session.ts'
import { byteOfCode } from '../law/codes.ts'
import type { Enrolled, SchoolFacts } from '../measures/rules/facts.ts'

// Made-up enrolments for tests of the rules that count them.

/** Numbers from 0 to 1, the same again for the same seed. */
export function numbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296
  }
}

/** From the first to the last place of a strip. */
export const WHOLE_YEAR = { from: 0 as SessionIndex, to: (STRIP_LENGTH - 1) as SessionIndex }

export function enrolledWith(number: number, more: Partial<Enrolled> = {}): Enrolled {
  return {
    pupilId: `pupil-${number}` as PupilId,
    onRoll: WHOLE_YEAR,
    strip: new Uint8Array(STRIP_LENGTH),
    yearGroup: '8',
    groupId: null,
    sex: number % 2 === 0 ? 'F' : 'M',
    born: day('2013-02-03'),
    boarder: false,
    startingDay: day('2026-09-01'),
    leavingDay: null,
    flags: [],
    ...more,
  }
}

export function factsOf(enrolled: readonly Enrolled[], more: Partial<SchoolFacts> = {}): SchoolFacts {
  return {
    schoolId: 'school' as SchoolId,
    year: schoolYear(2026),
    enrolled,
    meets: new Uint8Array(STRIP_LENGTH),
    terms: [],
    halfTerms: [],
    journalNumber: 1,
    ...more,
  }
}

/** Present: the slash of the place's half. */
export const presentAt = (place: number) => byteOfCode(place % 2 === 0 ? '/' : '\\')
