import { type Day, longDay, shortDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionAt, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { type Code, codeOfByte, meaningOfByte, type StatisticalClass } from '../../law/codes.ts'
import type { School } from '../../roll/contract.ts'
import type { Entry } from './journal.ts'
import { tallyOf } from './tally.ts'

/** A school as papers name it. */
export function schoolOnPaper(school: School) {
  const { lines, town, postcode } = school.address
  const address = [...lines, `${town} ${postcode}`.trim()].filter((line) => line !== '').join(', ')
  return { name: school.name, address, urn: school.urn, laestab: school.laestab }
}

/** "23 Nov 2026, 09:30" on the school's clock. */
export function momentOnPaper(at: Moment): string {
  const { day, time } = schoolTime(at)
  return `${shortDay(day)}, ${time}`
}

/** A mark that stood and was changed, with the five facts as a paper shows them. */
export interface AmendmentOnPaper {
  readonly pupilId: PupilId
  readonly session: string
  readonly index: SessionIndex
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly at: string
  readonly by: string
}

const REASONS: Readonly<Partial<Record<Entry['act'], string>>> = {
  taken: 'While the register was taken',
  'signed-in': 'Arrived late',
  withdrawn: 'Plan withdrawn',
}

/** Every amendment in these entries between two sessions, both included: original and amended entry, reason, when, by whom. */
export function amendmentsIn(
  entries: readonly Entry[],
  span: { from: SessionIndex; to: SessionIndex },
): AmendmentOnPaper[] {
  return entries.flatMap((entry) =>
    entry.marks
      .filter((mark) => mark.from !== 0 && mark.from !== mark.to)
      .filter((mark) => mark.session >= span.from && mark.session <= span.to)
      .map((mark) => ({
        pupilId: mark.pupilId,
        session: sessionOnPaper(entry.year, mark.session),
        index: mark.session,
        from: codeOfByte(mark.from) ?? '',
        to: codeOfByte(mark.to) ?? 'no mark',
        reason: entry.reason ?? REASONS[entry.act] ?? '',
        at: momentOnPaper(entry.madeAt),
        by: `${entry.by.name}, ${entry.by.position}`,
      })),
  )
}

function sessionOnPaper(year: SchoolYear, index: SessionIndex): string {
  const { day, half } = sessionAt(year, index)
  return `${shortDay(day)} ${half}`
}

const CLASS_NAMES: Readonly<Record<StatisticalClass, string>> = {
  present: 'Attended',
  'approved-activity': 'Attended (approved activity)',
  authorised: 'Authorised absence',
  unauthorised: 'Unauthorised absence',
  'not-possible': 'Not counted',
  administrative: 'Not counted',
  missing: 'No mark',
}

/**
 * The first day that a certificate speaks of, in words. Whoever asks for the time since 1 August means since the first school
 * day: days before the pupil was on roll, or before the school met, are no part of an attendance that could be certified.
 */
export function beginningOnPaper(of: {
  /** The first day asked for. */
  readonly from: Day
  /** The pupil's starting day in the admission register. */
  readonly starting: Day
  /** The first day with a session from then on; undefined where the calendar has none. */
  readonly first: Day | undefined
}): { readonly day: Day; readonly words: string } {
  const { from, starting, first } = of
  if (first === undefined || first <= from) return { day: from, words: longDay(from) }
  const why = starting > from && starting === first ? 'the first day on roll' : 'the first school day'
  return { day: first, words: `${longDay(first)} (${why})` }
}

/** The key to the codes among these bytes, in the order of their numbers. */
export function codeKey(bytes: Iterable<number>): { code: Code; name: string; class: string }[] {
  return [...new Set(bytes)]
    .sort((one, other) => one - other)
    .flatMap((byte) => {
      const meaning = meaningOfByte(byte)
      if (meaning === undefined) return []
      return [{ code: meaning.code, name: meaning.name, class: CLASS_NAMES[meaning.statistical] }]
    })
}

/** The days that these sessions fall on, with how many of them each has: the head of a register's table. */
export function daysOf(sessions: readonly Session[]): { day: Day; sessions: number }[] {
  return [...Map.groupBy(sessions, (session) => session.day)].map(([day, of]) => ({ day, sessions: of.length }))
}

/** The code at a session of a strip; empty for a blank. */
export function codeAt(strip: Uint8Array | undefined, session: Session): string {
  return codeOfByte(strip?.[sessionIndex(session)] ?? 0) ?? ''
}

/** One mark of a pupil's row; `planned` where it was planned for a session that has not begun. */
export interface MarkOnPaper {
  readonly code: string
  readonly amended: boolean
  readonly planned: boolean
}

/**
 * A pupil's row of the official register: the marks of these sessions, and how many were attended of those possible. Only places
 * below `passed` have begun by the moment that the paper stands for: what is planned from there on is no entry made yet, so it is
 * told apart and counted nowhere.
 */
export function rowOnPaper(of: {
  readonly strip: Uint8Array | undefined
  readonly sessions: readonly Session[]
  readonly amended: ReadonlySet<SessionIndex>
  readonly passed: number
}): { readonly attended: string; readonly codes: readonly MarkOnPaper[] } {
  const { strip, sessions, amended, passed } = of
  const begun = bytesBegun(strip, sessions, passed)
  return {
    attended: tallyOf(begun, { from: 0, to: begun.length }).attendedOf,
    codes: sessions.map((session) => {
      const index = sessionIndex(session)
      const code = codeAt(strip, session)
      return { code, amended: amended.has(index), planned: index >= passed && code !== '' }
    }),
  }
}

/** The marks, blanks included, of those of these sessions that have begun: of places below `passed`. */
export function bytesBegun(strip: Uint8Array | undefined, sessions: readonly Session[], passed: number): Uint8Array {
  const begun = sessions.map(sessionIndex).filter((index) => index < passed)
  return Uint8Array.from(begun, (index) => strip?.[index] ?? 0)
}
