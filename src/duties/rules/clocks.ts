import { addDays, type Day, day } from '../../kernel/day.ts'
import type { Half } from '../../kernel/session.ts'
import { minutesOf, type TimeOfDay } from '../../kernel/time-of-day.ts'
import type { Amount } from '../../policy/contract.ts'
import { lastKnownDay, type SchoolDays, schoolDaysAfter, sessionsAfter } from './school-days.ts'

/** What a duty's clock counts. School days, sessions: only those the school meets for. Days, weeks, months, years: the calendar's. */
export type ClockUnit = 'minutes' | 'sessions' | 'school days' | 'days' | 'weeks' | 'months' | 'years'

/** So much time: `{ amount: 5, unit: 'school days' }`. */
export interface Clock {
  readonly amount: number
  readonly unit: ClockUnit
}

/** A moment on the school's wall clock. Without a time: the beginning of the day for a start, its end for a limit. */
export interface When {
  readonly day: Day
  readonly time: TimeOfDay | null
}

/** By when a duty must be done. A limit beyond the last calendar entered is said to be so: a day is never guessed. */
export type Due =
  | ({ readonly kind: 'by' } & When)
  /** Until this day the calendar is known, and the clock has not run out by then. */
  | { readonly kind: 'beyond-calendar'; readonly knownUntil: Day | null }

/** Where a clock starts, and the half of the day it starts in where it counts sessions. */
export type ClockStart = When & { readonly half?: Half }

const END_OF_DAY = 24 * 60
const MONTHS_A_YEAR = 12

/**
 * When a clock that started then runs out. `school days`, `days`, `weeks`, `months`, `years`: by the end of the last of them, the day of
 * the start not counted (regulation 10(8): five school days after the session); 0 is the end of the same day. `minutes`: at that
 * minute. `sessions`: by the end of the session so many after the start's own.
 */
export function dueAfter(start: ClockStart, clock: Clock, days: SchoolDays): Due {
  const { amount, unit } = clock
  if (unit === 'minutes') return minutesAfter(start, amount)
  if (amount === 0) return by(start.day)
  if (unit === 'school days')
    return atPlace(schoolDaysAfter(days, start.day), amount, (of) => by(of)) ?? beyond(days, start.day)
  if (unit === 'sessions') {
    const from = { day: start.day, half: start.half ?? 'AM' }
    const endOf = { AM: days.morningEnds, PM: null }
    return atPlace(sessionsAfter(days, from), amount, (of) => by(of.day, endOf[of.half])) ?? beyond(days, start.day)
  }
  if (unit === 'days') return by(addDays(start.day, amount))
  if (unit === 'weeks') return by(addDays(start.day, 7 * amount))
  return by(monthsAfter(start.day, unit === 'months' ? amount : MONTHS_A_YEAR * amount))
}

function by(of: Day, time: TimeOfDay | null = null): Due {
  return { kind: 'by', day: of, time }
}

function beyond(days: SchoolDays, from: Day): Due {
  return { kind: 'beyond-calendar', knownUntil: lastKnownDay(days, from) ?? null }
}

function atPlace<Item>(items: Iterable<Item>, place: number, then: (item: Item) => Due): Due | undefined {
  let at = 0
  for (const item of items) if (++at === place) return then(item)
  return undefined
}

function minutesAfter(start: When, amount: number): Due {
  const total = (start.time === null ? 0 : minutesOf(start.time)) + amount
  const inDay = ((total % END_OF_DAY) + END_OF_DAY) % END_OF_DAY
  const two = (number: number) => String(number).padStart(2, '0')
  const time = `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}` as TimeOfDay
  return by(addDays(start.day, Math.floor(total / END_OF_DAY)), time)
}

/** The same day so many months later; the month's last where it has no such day (31 January and one month: 28 February). */
export function monthsAfter(from: Day, months: number): Day {
  const month = Number(from.slice(5, 7)) - 1 + months
  const year = Number(from.slice(0, 4)) + Math.floor(month / MONTHS_A_YEAR)
  const ofYear = ((month % MONTHS_A_YEAR) + MONTHS_A_YEAR) % MONTHS_A_YEAR
  const lastOfMonth = new Date(Date.UTC(year, ofYear + 1, 0)).getUTCDate()
  const two = (number: number) => String(number).padStart(2, '0')
  return day(`${year}-${two(ofYear + 1)}-${two(Math.min(Number(from.slice(8, 10)), lastOfMonth))}`)
}

/** A text that sorts limits and moments in the order of time: without a time a limit is the end of its day. */
function orderOf({ day: of, time }: When): string {
  return `${of} ${time ?? '24:00'}`
}

/** Negative where the first limit comes first; what is beyond the calendar comes last. */
export function compareDue(one: Due, other: Due): number {
  if (one.kind === 'beyond-calendar' || other.kind === 'beyond-calendar')
    return Number(one.kind === 'beyond-calendar') - Number(other.kind === 'beyond-calendar')
  const [first, second] = [orderOf(one), orderOf(other)]
  return first < second ? -1 : first > second ? 1 : 0
}

/** Whether a limit has passed. At its very minute it has not. */
export function hasPassed(due: Due, now: { readonly day: Day; readonly time: TimeOfDay }): boolean {
  return due.kind === 'by' && orderOf(due) < orderOf(now)
}

/**
 * An amount of a policy as a clock. Working days are school days: the law counts those (regulation 10(8)), whatever the words of a policy;
 * a school week is a week, since its days off are in its first and last day already.
 */
export function clockOfAmount({ amount, unit }: Amount): Clock {
  if (unit === 'working days') return { amount, unit: 'school days' }
  if (unit === 'consecutive days') return { amount, unit: 'days' }
  return { amount, unit: unit === 'school weeks' ? 'weeks' : unit }
}
