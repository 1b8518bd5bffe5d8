import { type Day, dayNumber } from '../../kernel/day.ts'
import { type Session, STRIP_LENGTH, sessionAt } from '../../kernel/session.ts'
import { type SchoolCalendar, schoolDays, sessionIndexes, termOf } from '../../roll/contract.ts'
import type { SchoolFacts, Stretch } from './facts.ts'
import type { SessionSpan } from './sessions.ts'

/** Days without school, weekend included, after which a new half of a term begins: a week off and its two weekends make nine. */
const BREAK_WITHIN_TERM = 8

/** 732 long: 1 where the school meets for that session. */
export function sessionsMet(calendar: SchoolCalendar | undefined): Uint8Array {
  const meets = new Uint8Array(STRIP_LENGTH)
  if (calendar !== undefined) for (const place of sessionIndexes(calendar)) meets[place] = 1
  return meets
}

/**
 * The last session within a span for which the school met, which is what a page says its figures count to: the days asked for may end in a
 * weekend or a holiday. The span's own end where the school did not meet within it.
 */
export function lastSessionMet(
  { year, meets }: Pick<SchoolFacts, 'year' | 'meets'>,
  { from, to }: SessionSpan,
): Session {
  const last = meets.lastIndexOf(1, to)
  return sessionAt(year, last < from ? to : last)
}

/** The first day within a span on which the school met: what a page says its figures count from. The span's own first day where it did not meet. */
export function firstDayMet({ year, meets }: Pick<SchoolFacts, 'year' | 'meets'>, { from, to }: SessionSpan): Day {
  const first = meets.indexOf(1, from)
  return sessionAt(year, first === -1 || first > to ? from : first).day
}

/**
 * The school's terms cut at each week off within them, first and last school day included. A term without such a week is one stretch. A
 * closure of a week is not a half-term, yet cannot be told from one: the calendar knows only days off, so both cut.
 */
export function halfTermsOf(calendar: SchoolCalendar): readonly Stretch[] {
  const stretches: { name: string; term: string; from: Day; to: Day }[] = []
  for (const day of schoolDays(calendar)) {
    const term = termOf(calendar, day)?.name ?? ''
    const last = stretches.at(-1)
    if (last?.term === term && dayNumber(day) - dayNumber(last.to) <= BREAK_WITHIN_TERM) last.to = day
    else stretches.push({ name: '', term, from: day, to: day })
  }
  return stretches.map(({ term, from, to }) => {
    const ofTerm = stretches.filter((one) => one.term === term)
    const which = ofTerm.findIndex((one) => one.from === from) + 1
    return { name: ofTerm.length === 1 ? term : `${term} ${which}`, from, to }
  })
}
