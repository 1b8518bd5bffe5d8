import { addDays, type Day, longDay, weekday } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { schoolFigures } from '../../contract.ts'
import type { AskedText } from '../asked/use-asked.ts'
import type { WhyText } from '../why/why-text.ts'

export type Figures = Answer<typeof schoolFigures>
export type Period = NonNullable<Figures['week']>
export type Sessions = Figures['figures']['sessions']

/** What was asked, with the day that classes and flags are as at: the same question for a part of the answer. */
export type Base = AskedText & { readonly on: Day }

export function baseOf(asked: AskedText, answer: Figures): Base {
  return { ...asked, on: answer.on }
}

/** The question behind the figures of other days, such as last week’s. */
export function ofPeriod(base: Base, { from, to }: Pick<Period, 'from' | 'to'>): Base {
  return { ...base, year: undefined, from, to }
}

/** The question behind the days of the year before: as they were then, and to the half of the last day that they end with. */
export function ofLastYear(base: Base, { lastYear }: Pick<Figures, 'lastYear'>): Omit<WhyText, 'figure'> | undefined {
  if (lastYear === null) return undefined
  return { ...ofPeriod(base, lastYear), on: lastYear.to, toHalf: lastYear.half }
}

/** The question behind the same days of the week before: to the same half of the last day. */
export function ofWeekBefore(
  base: Base,
  { weekBefore, until }: Pick<Figures, 'weekBefore' | 'until'>,
): Omit<WhyText, 'figure'> | undefined {
  return weekBefore === null ? undefined : { ...ofPeriod(base, weekBefore), toHalf: until.half }
}

/** 52 weeks on: the week of this school year that a week of the last is compared with. */
export function sameWeekThisYear(monday: Day): Day {
  return addDays(monday, 364)
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

const WEEK = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** "16 Nov": names a week by its Monday. */
export function weekName(monday: Day): string {
  return WEEK.format(new Date(`${monday}T12:00:00Z`))
}

/** A rate in per cent, or nothing where there is no session. */
export function rateOf(count: number, of: number): number | undefined {
  return of === 0 ? undefined : (100 * count) / of
}

const GROUPED = new Intl.NumberFormat('en-GB')

/** "Absence on Friday 20 November 2026: 9.6 %, 173 of 1,798 sessions": a cell of a heat map as it is heard. */
export function cellInWords(what: string, count: number, of: number): string {
  const rate = rateOf(count, of)
  return rate === undefined
    ? `${what}: no sessions`
    : `${what}: ${percentText(count, of)} %, ${GROUPED.format(count)} of ${GROUPED.format(of)} sessions`
}

/** "Friday 20 November 2026, afternoon": the last session counted, for which the school met. */
export function countsTo({ until: { day, half } }: Pick<Figures, 'until'>): string {
  return `${longDay(day)}, ${half === 'AM' ? 'morning' : 'afternoon'}`
}
