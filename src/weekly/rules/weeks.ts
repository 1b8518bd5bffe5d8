import { addDays, type Day } from '../../kernel/day.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionAt, sessionIndex } from '../../kernel/session.ts'
import type { SchoolFacts, SessionSpan } from '../../measures/contract.ts'
import { mondayOf } from '../../roll/contract.ts'
import { WEEKS_COMPARED } from './change.ts'

type Met = Pick<SchoolFacts, 'year' | 'meets'>

/** A school week as far as it has been counted: from the first session for which the school met to the last. */
export interface CountedWeek {
  readonly monday: Day
  readonly span: SessionSpan
}

/** Every school week of the year that has a session counted by now, in order. */
export function countedWeeks({ year, meets }: Met, until: number): readonly CountedWeek[] {
  const weeks: { monday: Day; span: { from: SessionIndex; to: SessionIndex } }[] = []
  for (let place = meets.indexOf(1); place >= 0 && place <= until; place = meets.indexOf(1, place + 1)) {
    const at = place as SessionIndex
    const monday = mondayOf(sessionAt(year, place).day)
    const last = weeks.at(-1)
    if (last?.monday === monday) last.span.to = at
    else weeks.push({ monday, span: { from: at, to: at } })
  }
  return weeks
}

/** Whether the school meets for nothing more in a week than what has been counted. */
export function isWholeWeek({ year, meets }: Met, { monday, span }: CountedWeek): boolean {
  const next = meets.indexOf(1, span.to + 1)
  return next < 0 || mondayOf(sessionAt(year, next).day) !== monday
}

/** The week to give a form: the latest, but on its first day, of which hardly anything is known yet, the one before. */
export function weekToGive(weeks: readonly CountedWeek[], year: Met['year'], today: Day): CountedWeek | undefined {
  const last = weeks.at(-1)
  const begins = last !== undefined && sessionAt(year, last.span.from).day === today
  return begins ? (weeks.at(-2) ?? last) : last
}

/** The week asked for as far as it has been counted, with the four up to it and the four before those. */
export interface WeekAsked {
  readonly week: CountedWeek | undefined
  readonly now: readonly SessionSpan[]
  readonly before: readonly SessionSpan[]
}

export function weekAsked(met: Met, until: number, monday: Day): WeekAsked {
  const weeks = countedWeeks(met, until).filter((one) => one.monday <= monday)
  const spans = weeks.map(({ span }) => span)
  return {
    week: weeks.find((one) => one.monday === monday),
    now: spans.slice(-WEEKS_COMPARED),
    before: spans.slice(-2 * WEEKS_COMPARED, -WEEKS_COMPARED),
  }
}

/** The half term that a day falls in, or the one before where it falls in none, from its first day to the last session counted. */
export function halfTermUntil(facts: Pick<SchoolFacts, 'year' | 'halfTerms'>, day: Day, until: number) {
  const half = facts.halfTerms.findLast(({ from }) => from <= day)
  if (half === undefined) return undefined
  const sunday = addDays(mondayOf(day), 6)
  const [end = sunday] = [half.to, sunday].sort()
  const to = Math.min(until, placeOf(facts.year, end, 'PM'))
  return { name: half.name, from: half.from, span: { from: placeOf(facts.year, half.from, 'AM'), to } as SessionSpan }
}

/** The span of two days as far as it has been counted; its end is before its beginning where nothing has. */
export function spanOfDays(year: SchoolFacts['year'], days: { readonly from: Day; readonly to: Day }, until: number) {
  const to = Math.min(until, placeOf(year, days.to, 'PM'))
  return { from: placeOf(year, days.from, 'AM'), to } as SessionSpan
}

/** Days beyond the year's ends are its first and last place. */
function placeOf(year: SchoolFacts['year'], day: Day, half: 'AM' | 'PM'): number {
  const of = schoolYearOf(day)
  if (of < year) return 0
  return of > year ? 731 : sessionIndex({ day, half })
}
