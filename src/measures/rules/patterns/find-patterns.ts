import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { adjusted, chanceOfAtLeast } from './chance.ts'
import { type Episode, episodesOf, type Timetable, timetableOf } from './episodes.ts'
import {
  type Days,
  datesOf,
  daysAfterEvents,
  daysBesideBreaks,
  daysOfFirstAndLastWeeks,
  daysOnWeekdays,
  type Kind,
} from './kinds.ts'

/** What a school knows that its marks do not say. */
export interface Knowledge {
  /** Days with an event that ended late in the evening. */
  readonly events: readonly Day[]
  /** Whether a session had no lessons for this pupil, such as a free afternoon of the timetable. */
  readonly isLessonFree?: ((enrolled: Enrolled, day: Day, half: 'AM' | 'PM') => boolean) | undefined
  /** Pupils of one household share a name; undefined where the household is not known. */
  readonly householdOf?: ((enrolled: Enrolled) => string | undefined) | undefined
}

/** A shape in one pupil's stays away that the school's own rates do not explain. */
export interface Pattern {
  readonly pupilId: PupilId
  readonly kind: Kind
  /** How many of how many stays away have the shape, and how many would at the school's own rates. */
  readonly seen: number
  readonly of: number
  readonly expected: number
  /** The chance of so many or more if this pupil's stays away fell as the school's do. */
  readonly chance: number
  /** Adjusted for everything that was looked at: of all patterns reported at or below this value, at most this share is chance. */
  readonly adjusted: number
  /** The other pupil of the household, for that kind. */
  readonly with?: PupilId
}

/** Longer stays are illness or leave more often than habit, and say little of the day they begin on. */
const LONGEST_DAYS = 3
/** Fewer stays away than this cannot show a habit. */
export const FEWEST_EPISODES = 4
/** A part of the base rate is spread evenly, so that no day's rate is nothing in a small school. */
const EVEN_SHARE = 0.1

interface Tested extends Omit<Pattern, 'adjusted'> {}

/**
 * Looks at every pupil for every shape, and reports those that the rates of the whole school do not explain: Fridays are worse for everyone, so a
 * pupil's Fridays are compared with the school's. The false discovery rate is the share of reported patterns that are chance; the test beside
 * this file shows on simulated schools that it holds.
 * @param rate the false discovery rate, such as 0.05.
 */
export function findPatterns(
  facts: SchoolFacts,
  of: { span: SessionSpan; knowledge: Knowledge; rate: number },
): { readonly patterns: readonly Pattern[]; readonly lookedAt: number; readonly tests: number } {
  const timetable = timetableOf(facts.meets, of.span)
  const dates = datesOf(facts.year, timetable)
  const pupils = facts.enrolled.map((enrolled) => ({
    enrolled,
    episodes: episodesOf(enrolled, timetable).filter(({ firstDay, lastDay }) => lastDay - firstDay < LONGEST_DAYS),
  }))
  const base = baseRates(pupils, timetable)
  const kinds = dayKinds(dates, facts, of.knowledge)
  const tests: Tested[] = []
  for (const pupil of pupils) {
    if (pupil.episodes.length < FEWEST_EPISODES) continue
    const rates = base.without(pupil)
    for (const { kind, days } of kinds) tests.push(testDays(pupil, { kind, days, rates }))
    tests.push(...testHalves(pupil, base), ...testLessonFree(pupil, { dates, base, knowledge: of.knowledge }))
  }
  tests.push(...testHouseholds(pupils, base, of.knowledge))
  const values = adjusted(tests.map(({ chance }) => chance))
  const patterns = tests
    .map((test, at): Pattern => ({ ...test, adjusted: values[at] ?? 1 }))
    .filter((pattern) => pattern.adjusted <= of.rate)
    .sort((one, other) => one.adjusted - other.adjusted || one.chance - other.chance)
  return {
    patterns,
    lookedAt: pupils.filter(({ episodes }) => episodes.length >= FEWEST_EPISODES).length,
    tests: tests.length,
  }
}

interface Pupil {
  readonly enrolled: Enrolled
  readonly episodes: readonly Episode[]
}

/** How the school's short stays away fall over its days: the chance that one begins on each, and the shares of single sessions. */
interface Base {
  /** The same without this pupil's own, so that nobody is compared with themselves; a chance for each school day. */
  readonly without: (pupil: Pupil) => Float64Array
  /** Of stays of one session, the share that are mornings, without this pupil's own. */
  readonly morningShare: (pupil: Pupil) => number
}

function baseRates(pupils: readonly Pupil[], { days }: Timetable): Base {
  const starts = new Float64Array(days)
  let mornings = 0
  let singles = 0
  for (const { episodes } of pupils)
    for (const { firstDay, half } of episodes) {
      starts[firstDay] = (starts[firstDay] ?? 0) + 1
      if (half !== undefined) singles++
      if (half === 'AM') mornings++
    }
  const total = starts.reduce((sum, one) => sum + one, 0)
  return {
    without: ({ episodes }) => {
      const others = Float64Array.from(starts)
      for (const { firstDay } of episodes) others[firstDay] = (others[firstDay] ?? 0) - 1
      const left = Math.max(1, total - episodes.length)
      return others.map((one) => ((1 - EVEN_SHARE) * one) / left + EVEN_SHARE / days)
    },
    morningShare: ({ episodes }) => {
      const own = episodes.filter(({ half }) => half !== undefined)
      const ownMornings = own.filter(({ half }) => half === 'AM').length
      // One of each is added, so that a school with few such stays is not sure of anything.
      return (mornings - ownMornings + 1) / (singles - own.length + 2)
    },
  }
}

function dayKinds(
  dates: readonly Day[],
  facts: SchoolFacts,
  knowledge: Knowledge,
): readonly { readonly kind: Kind; readonly days: Days }[] {
  const events =
    knowledge.events.length === 0
      ? []
      : [{ kind: { id: 'after-an-event' } as const, days: daysAfterEvents(dates, knowledge.events) }]
  return [
    ...([1, 2, 3, 4, 5] as const).map((weekday) => ({
      kind: { id: 'weekday', weekday } as const,
      days: daysOnWeekdays(dates, [weekday]),
    })),
    { kind: { id: 'monday-or-friday' }, days: daysOnWeekdays(dates, [1, 5]) },
    { kind: { id: 'beside-a-break' }, days: daysBesideBreaks(dates) },
    { kind: { id: 'first-or-last-week' }, days: daysOfFirstAndLastWeeks(dates, facts.halfTerms) },
    ...events,
  ]
}

const touches = (days: Days, first: number, last: number) => {
  for (let day = first; day <= last; day++) if (days[day] === 1) return true
  return false
}

/** The chance that a stay of so many days touches one of the days, begun as the school's begin. */
function chanceToTouch(days: Days, length: number, rates: Float64Array): number {
  let chance = 0
  for (let first = 0; first < rates.length; first++)
    if (touches(days, first, Math.min(rates.length - 1, first + length - 1))) chance += rates[first] ?? 0
  return Math.min(1, chance)
}

function testDays({ enrolled, episodes }: Pupil, of: { kind: Kind; days: Days; rates: Float64Array }): Tested {
  const byLength = Array.from({ length: LONGEST_DAYS }, (_, at) => chanceToTouch(of.days, at + 1, of.rates))
  const chances = episodes.map(({ firstDay, lastDay }) => byLength[lastDay - firstDay] ?? 1)
  const seen = episodes.filter(({ firstDay, lastDay }) => touches(of.days, firstDay, lastDay)).length
  return tested(enrolled, { kind: of.kind, seen, chances })
}

function tested(
  enrolled: Enrolled,
  of: { kind: Kind; seen: number; chances: readonly number[]; with?: PupilId },
): Tested {
  const { kind, seen, chances } = of
  return {
    pupilId: enrolled.pupilId,
    kind,
    seen,
    of: chances.length,
    expected: chances.reduce((sum, chance) => sum + chance, 0),
    chance: chanceOfAtLeast(seen, chances),
    ...(of.with === undefined ? {} : { with: of.with }),
  }
}

/** Mornings against afternoons, among stays of one session. */
function testHalves(pupil: Pupil, base: Base): Tested[] {
  const halves = pupil.episodes.flatMap(({ half }) => (half === undefined ? [] : [half]))
  if (halves.length < FEWEST_EPISODES) return []
  const share = base.morningShare(pupil)
  const mornings = halves.filter((half) => half === 'AM').length
  return [
    tested(pupil.enrolled, { kind: { id: 'mornings' }, seen: mornings, chances: halves.map(() => share) }),
    tested(pupil.enrolled, {
      kind: { id: 'afternoons' },
      seen: halves.length - mornings,
      chances: halves.map(() => 1 - share),
    }),
  ]
}

/** Stays of one session in sessions without lessons, among all stays of one session in that half of the day. */
function testLessonFree(pupil: Pupil, of: { dates: readonly Day[]; base: Base; knowledge: Knowledge }): Tested[] {
  const { isLessonFree } = of.knowledge
  if (isLessonFree === undefined) return []
  const singles = pupil.episodes.filter(({ half }) => half !== undefined)
  if (singles.length < FEWEST_EPISODES) return []
  const rates = of.base.without(pupil)
  const free = (half: 'AM' | 'PM') =>
    of.dates.reduce((sum, day, at) => sum + (isLessonFree(pupil.enrolled, day, half) ? (rates[at] ?? 0) : 0), 0)
  const chanceOf = { AM: free('AM'), PM: free('PM') }
  if (chanceOf.AM + chanceOf.PM === 0) return []
  const seen = singles.filter(({ firstDay, half }) => {
    const day = of.dates[firstDay]
    return day !== undefined && half !== undefined && isLessonFree(pupil.enrolled, day, half)
  }).length
  const chances = singles.map(({ half }) => chanceOf[half ?? 'PM'])
  return [tested(pupil.enrolled, { kind: { id: 'lesson-free' }, seen, chances })]
}

/** Two of a household who begin to stay away on the same days, more than the school's own waves of illness explain. */
function testHouseholds(pupils: readonly Pupil[], base: Base, { householdOf }: Knowledge): Tested[] {
  if (householdOf === undefined) return []
  const tests: Tested[] = []
  for (const [household, members] of Map.groupBy(pupils, ({ enrolled }) => householdOf(enrolled))) {
    if (household === undefined) continue
    for (const [at, one] of members.entries())
      for (const other of members.slice(at + 1)) {
        const [fewer, more] = one.episodes.length <= other.episodes.length ? [one, other] : [other, one]
        if (fewer.episodes.length < FEWEST_EPISODES) continue
        const starts = new Set(more.episodes.map(({ firstDay }) => firstDay))
        const rates = base.without(fewer)
        const chance = Math.min(
          1,
          [...starts].reduce((sum, day) => sum + (rates[day] ?? 0), 0),
        )
        const seen = fewer.episodes.filter(({ firstDay }) => starts.has(firstDay)).length
        tests.push(
          tested(fewer.enrolled, {
            kind: { id: 'household' },
            seen,
            chances: fewer.episodes.map(() => chance),
            with: more.enrolled.pupilId,
          }),
        )
      }
  }
  return tests
}
