import { LATE_LENGTHS, type LateLength, SPELL_LENGTHS, type SpellLength } from '../definitions/absence-shape.ts'
import { BANDS } from '../shown/group-figures.ts'
import { BROKEN_TIMES, type BrokenTimes } from './shape-of-absence.ts'
import { type ShapePart, unitOfPart } from './shape-parts.ts'

/** Lengths of a stay away as an office says them, with the sessions that they are. */
export const SPELL_LENGTH_NAMES: Readonly<Record<SpellLength, { readonly name: string; readonly sessions: string }>> = {
  'half-day': { name: 'Half a day', sessions: '1 session' },
  day: { name: 'A day', sessions: '2 sessions' },
  days: { name: 'Longer, under a week', sessions: '3 to 9 sessions' },
  week: { name: 'A week, under two', sessions: '10 to 19 sessions' },
  weeks: { name: 'Two weeks or more', sessions: '20 sessions or more' },
}

export const BROKEN_TIMES_NAMES: Readonly<Record<BrokenTimes, string>> = {
  none: 'No broken week',
  '1': '1 broken week',
  '2-to-3': '2 or 3 broken weeks',
  '4-to-6': '4 to 6 broken weeks',
  '7-or-more': '7 or more broken weeks',
}

export const LATE_LENGTH_NAMES: Readonly<Record<LateLength, string>> = {
  'under-5': 'Under 5 minutes',
  '5-to-9': '5 to 9 minutes',
  '10-to-19': '10 to 19 minutes',
  '20-to-29': '20 to 29 minutes',
  '30-or-more': '30 minutes or more',
  unknown: 'Time not entered',
}

/** A band of absence: "0 to 5 %", "50 % and more". Each takes its lower end and not its upper. */
export function bandName(band: number): string {
  return band === BANDS - 1 ? '50 % and more' : `${5 * band} to ${5 * (band + 1)} %`
}

/** The same band by attendance, as schools say it: "over 95 %", "50 % or less". */
export function bandByAttendance(band: number): string {
  if (band === BANDS - 1) return '50 % or less'
  return band === 0 ? 'over 95 %' : `over ${95 - 5 * band} to ${100 - 5 * band} %`
}

/** What a part is, as the first line of its explanation. */
export function partName(part: ShapePart): string {
  if (part === 'stays') return 'Stays away'
  if (part === 'broken-weeks') return 'Broken weeks'
  if (part === 'late') return 'Late'
  const length = SPELL_LENGTHS.find((one) => part === `stays-${one}`)
  if (length !== undefined)
    return `Stays away: ${SPELL_LENGTH_NAMES[length].name.toLowerCase()} (${SPELL_LENGTH_NAMES[length].sessions})`
  const late = LATE_LENGTHS.find((one) => part === `late-${one}`)
  if (late !== undefined) return `Late: ${LATE_LENGTH_NAMES[late].toLowerCase()}`
  const times = BROKEN_TIMES.find((one) => part === `broken-weeks-${one}`)
  if (times !== undefined) return BROKEN_TIMES_NAMES[times]
  return `Absence of ${bandName(Number(part.slice('band-'.length)))}`
}

const UNIT_WORDS = {
  stays: ['stay away', 'stays away'],
  weeks: ['broken week', 'broken weeks'],
  pupils: ['pupil', 'pupils'],
  sessions: ['late session', 'late sessions'],
} as const

/** "3 stays away", "1 pupil". */
export function partCount(part: ShapePart, count: number): string {
  const [one, many] = UNIT_WORDS[unitOfPart(part)]
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

/** "2 hours 5 minutes", "40 minutes". */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const words = (count: number, noun: string) => `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
  if (hours === 0) return words(rest, 'minute')
  return rest === 0 ? words(hours, 'hour') : `${words(hours, 'hour')} ${words(rest, 'minute')}`
}
