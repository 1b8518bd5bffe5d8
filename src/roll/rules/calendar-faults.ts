import { shortDay, weekday } from '../../kernel/day.ts'
import { firstDayOf, lastDayOf, schoolYearName } from '../../kernel/school-year.ts'
import type { Citation } from '../../law/citation.ts'
import { THRESHOLDS } from '../../law/thresholds.ts'
import { type DayOff, type SchoolCalendar, sessionsOf, termOf } from './calendar.ts'
import { isMaintained, type SchoolType } from './school.ts'

export interface CalendarFault extends Partial<Citation> {
  readonly code:
    | 'calendar.term-order'
    | 'calendar.outside-year'
    | 'calendar.terms-overlap'
    | 'calendar.day-off-twice'
    | 'calendar.day-off-needless'
    | 'calendar.too-few-sessions'
  /** `refuse` cannot be; `warn` is for the school to look at. */
  readonly severity: 'refuse' | 'warn'
  readonly message: string
}

const SESSIONS_RULE = THRESHOLDS.find((threshold) => threshold.id === 'N27')

/** Sessions that a maintained school must meet for in a year (N27): 380. */
export const LEAST_SESSIONS: number = SESSIONS_RULE?.amount ?? 380
const FRIDAY = 5

function termFaults({ year, terms }: SchoolCalendar): CalendarFault[] {
  const [opens, ends] = [firstDayOf(year), lastDayOf(year)]
  return terms.flatMap((term, index): CalendarFault[] => {
    const faults: CalendarFault[] = []
    if (term.last < term.first)
      faults.push({
        code: 'calendar.term-order',
        severity: 'refuse',
        message: `${term.name} ends on ${shortDay(term.last)}, before it begins on ${shortDay(term.first)}. Change one of the two.`,
      })
    if (term.first < opens || term.last > ends)
      faults.push({
        code: 'calendar.outside-year',
        severity: 'refuse',
        message: `${term.name} does not lie between ${shortDay(opens)} and ${shortDay(ends)}, the school year ${schoolYearName(year)}.`,
      })
    const clash = terms.slice(index + 1).find((later) => later.first <= term.last && term.first <= later.last)
    if (clash !== undefined)
      faults.push({
        code: 'calendar.terms-overlap',
        severity: 'refuse',
        message: `${term.name} and ${clash.name} have days in common. End one before the other begins.`,
      })
    return faults
  })
}

function offFaults(calendar: SchoolCalendar): CalendarFault[] {
  const same = (one: DayOff, other: DayOff) =>
    one.day === other.day && (one.half === undefined || other.half === undefined || one.half === other.half)
  return calendar.daysOff.flatMap((off, index): CalendarFault[] => {
    const faults: CalendarFault[] = []
    if (calendar.daysOff.slice(index + 1).some((other) => same(off, other)))
      faults.push({
        code: 'calendar.day-off-twice',
        severity: 'refuse',
        message: `${shortDay(off.day)} is taken off twice. Keep one reason.`,
      })
    if (off.kind !== 'bank-holiday' && (weekday(off.day) > FRIDAY || termOf(calendar, off.day) === undefined))
      faults.push({
        code: 'calendar.day-off-needless',
        severity: 'warn',
        message: `${shortDay(off.day)} (${off.reason}) is not a school day anyway: it is a weekend or outside the terms.`,
      })
    return faults
  })
}

/**
 * What is wrong with a year's calendar. Impossible orders are refused; fewer than 380 sessions is a warning, worded by
 * whether the number binds a school of this type.
 */
export function calendarFaults(calendar: SchoolCalendar, type: SchoolType): readonly CalendarFault[] {
  const impossible = [...termFaults(calendar), ...offFaults(calendar)]
  if (impossible.some((fault) => fault.severity === 'refuse')) return impossible
  const sessions = sessionsOf(calendar).length
  if (sessions >= LEAST_SESSIONS || calendar.terms.length === 0) return impossible
  const bound = isMaintained(type)
    ? 'A maintained school must meet for at least'
    : 'Academies follow their funding agreement; maintained schools must meet for at least'
  return [
    ...impossible,
    {
      code: 'calendar.too-few-sessions',
      severity: 'warn',
      message: `${sessions} sessions in ${schoolYearName(calendar.year)}, ${LEAST_SESSIONS - sessions} fewer than ${LEAST_SESSIONS}. ${bound} ${LEAST_SESSIONS}.`,
      ...(SESSIONS_RULE && { source: SESSIONS_RULE.source, verified: SESSIONS_RULE.verified }),
    },
  ]
}
