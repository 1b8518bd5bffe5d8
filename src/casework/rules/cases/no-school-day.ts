import { type Duty, type DutyAsked, meetsBy, meetsFrom, meetsOn, type SchoolDays } from '../../../duties/contract.ts'
import { addDays, type Day, longDay } from '../../../kernel/day.ts'

/** Why a day that somebody sets is none to set, with the school days around it; null where the school meets on it. */
export function noSchoolDay(days: SchoolDays, of: Day, today: Day): string | null {
  if (meetsOn(days, of)) return null
  const around = [meetsBy(days, of), meetsFrom(days, of)].filter((one) => one !== of && one >= today)
  const say = around.length === 0 ? 'Choose another day.' : `Say ${around.map(withoutYear).join(' or ')}.`
  return `${withoutYear(of)} is no school day. ${say}`
}

/** Days after which something new is looked at, where nobody says otherwise. */
const LOOKED_AT_AFTER = 14

/** The day proposed for looking at a new case or plan: two weeks from today, or the next day after on which the school meets. */
export function proposedReview(days: SchoolDays, today: Day): Day {
  return meetsFrom(days, addDays(today, LOOKED_AT_AFTER))
}

const withoutYear = (of: Day) => longDay(of).replace(/ \d{4}$/, '')

/** What is due on a day without school is due on the last one before it: nobody is there on a Saturday. */
export function dueAtSchool(duty: Duty, { days }: Pick<DutyAsked, 'days'>): Duty {
  const { due, from } = duty
  if (due?.kind !== 'by' || due.time !== null || meetsOn(days, due.day)) return duty
  const day = meetsBy(days, due.day)
  return { ...duty, due: { ...due, day }, from: from.day > day ? { ...from, day } : from }
}
