import type { Enrolled } from '../facts.ts'
import type { Episode } from './episodes.ts'
import type { Days, Kind } from './kinds.ts'

/** Longer stays are illness or leave more often than habit, and say little of the day they begin on. */
export const LONGEST_DAYS = 3
/** A part of the base rate is spread evenly, so that no day's rate is nothing in a small school. */
const EVEN_SHARE = 0.1

/** An enrolment with its short stays away. */
export interface Pupil {
  readonly enrolled: Enrolled
  readonly episodes: readonly Episode[]
}

/** A shape by days, with the days on which a stay of one, two, three … days must begin to touch one of them. */
export interface DayShape {
  readonly kind: Kind
  readonly days: Days
  readonly begins: readonly { readonly days: Days; readonly many: number; readonly starts: number }[]
}

/**
 * How the short stays of all pupils fall over the school days. Every answer is without the pupil's own, so that nobody is compared with themselves.
 */
export interface Base {
  /** The chance that a stay begins on a day. */
  readonly rateOn: (pupil: Pupil) => (day: number) => number
  /** The chance that a stay of so many days touches a shape's days: for one, two, three … days. */
  readonly chances: (pupil: Pupil, shape: DayShape) => readonly number[]
  /** Of stays of one session, the share that are mornings. */
  readonly morningShare: (pupil: Pupil) => number
  readonly shapeOf: (kind: Kind, days: Days) => DayShape
}

export function baseRates(pupils: readonly Pupil[], days: number): Base {
  const starts = new Float64Array(days)
  let total = 0
  let mornings = 0
  let singles = 0
  for (const { episodes } of pupils)
    for (const { firstDay, half } of episodes) {
      starts[firstDay] = (starts[firstDay] ?? 0) + 1
      total++
      if (half !== undefined) singles++
      if (half === 'AM') mornings++
    }
  const rate = (of: { starts: number; many: number; others: number }) =>
    ((1 - EVEN_SHARE) * of.starts) / Math.max(1, of.others) + (EVEN_SHARE * of.many) / days
  return {
    rateOn: ({ episodes }) => {
      const own = Map.groupBy(episodes, ({ firstDay }) => firstDay)
      const others = total - episodes.length
      return (day) => rate({ starts: (starts[day] ?? 0) - (own.get(day)?.length ?? 0), many: 1, others })
    },
    chances: ({ episodes }, shape) =>
      shape.begins.map((begins) => {
        let own = 0
        for (const { firstDay } of episodes) own += begins.days[firstDay] ?? 0
        const others = total - episodes.length
        return Math.min(1, rate({ starts: begins.starts - own, many: begins.many, others }))
      }),
    morningShare: ({ episodes }) => {
      const own = episodes.filter(({ half }) => half !== undefined)
      const ownMornings = own.filter(({ half }) => half === 'AM').length
      // One of each is added, so that a school with few such stays is not sure of anything.
      return (mornings - ownMornings + 1) / (singles - own.length + 2)
    },
    shapeOf: (kind, shape) => ({
      kind,
      days: shape,
      begins: Array.from({ length: LONGEST_DAYS }, (_, at) => beginsOf(shape, at + 1, starts)),
    }),
  }
}

/** Whether a stay from one school day to another touches a shape's days. */
export function touches(days: Days, first: number, last: number): boolean {
  for (let day = first; day <= last; day++) if (days[day] === 1) return true
  return false
}

function beginsOf(shape: Days, length: number, starts: Float64Array): DayShape['begins'][number] {
  const days = Uint8Array.from(shape, (_, first) =>
    touches(shape, first, Math.min(shape.length - 1, first + length - 1)) ? 1 : 0,
  )
  let many = 0
  let begun = 0
  for (let day = 0; day < days.length; day++)
    if (days[day] === 1) {
      many++
      begun += starts[day] ?? 0
    }
  return { days, many, starts: begun }
}
