import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { type Base, baseRates, type DayShape, LONGEST_DAYS, type Pupil, touches } from './base-rates.ts'
import { adjusted, chanceOfAtLeast } from './chance.ts'
import { type Episode, episodesOf, timetableOf } from './episodes.ts'
import {
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

/** One stay away of those that were looked at. */
interface Stay {
  readonly from: Day
  readonly to: Day
  readonly sessions: number
  /** Where it is one session only: which half of the day. */
  readonly half: 'AM' | 'PM' | undefined
  /** Whether it has the pattern's shape. */
  readonly has: boolean
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
  /** The stays that it was seen in and those that it was not, in order. */
  readonly stays: readonly Stay[]
}

/** Fewer stays away than this cannot show a habit. */
export const FEWEST_EPISODES = 4

interface Tested extends Omit<Pattern, 'adjusted' | 'stays'> {
  readonly episodes: readonly Episode[]
  readonly has: (episode: Episode) => boolean
}

/**
 * Looks at every pupil for every shape, and reports those that the rates of the whole school do not explain: Fridays are worse for everyone, so a
 * pupil's Fridays are compared with the school's. The false discovery rate is the share of reported patterns that are chance; the test beside
 * this file shows on simulated schools that it holds.
 * @param of.rate the false discovery rate, such as 0.05.
 * @param of.isLookedAt who is looked at; the rates are the whole school's all the same. Everybody where left out.
 */
export function findPatterns(
  facts: SchoolFacts,
  of: { span: SessionSpan; knowledge: Knowledge; rate: number; isLookedAt?: (enrolled: Enrolled) => boolean },
): { readonly patterns: readonly Pattern[]; readonly lookedAt: number; readonly tests: number } {
  const timetable = timetableOf(facts.meets, of.span)
  const dates = datesOf(facts.year, timetable)
  const everybody = facts.enrolled.map((enrolled) => ({
    enrolled,
    episodes: episodesOf(enrolled, timetable).filter(({ firstDay, lastDay }) => lastDay - firstDay < LONGEST_DAYS),
  }))
  const base = baseRates(everybody, timetable.days)
  const shapes = dayShapes(dates, { facts, knowledge: of.knowledge, base })
  const asked = everybody.filter(({ enrolled }) => of.isLookedAt?.(enrolled) ?? true)
  const enough = asked.filter(({ episodes }) => episodes.length >= FEWEST_EPISODES)
  const tests = enough.flatMap((pupil) => [
    ...shapes.map((shape) => testDays(pupil, shape, base)),
    ...testHalves(pupil, base),
    ...testLessonFree(pupil, { dates, base, knowledge: of.knowledge }),
  ])
  tests.push(...testHouseholds(asked, base, of.knowledge))
  const values = adjusted(tests.map(({ chance }) => chance))
  const patterns = tests
    .flatMap(({ episodes, has, ...test }, at): Pattern[] => {
      const value = values[at] ?? 1
      return value > of.rate ? [] : [{ ...test, adjusted: value, stays: staysOf(episodes, has, dates) }]
    })
    .sort((one, other) => one.adjusted - other.adjusted || one.chance - other.chance)
  return { patterns, lookedAt: enough.length, tests: tests.length }
}

function staysOf(episodes: readonly Episode[], has: Tested['has'], dates: readonly Day[]): Stay[] {
  return episodes.flatMap((episode) => {
    const from = dates[episode.firstDay]
    const to = dates[episode.lastDay]
    if (from === undefined || to === undefined) return []
    return [{ from, to, sessions: episode.sessions, half: episode.half, has: has(episode) }]
  })
}

function dayShapes(
  dates: readonly Day[],
  { facts, knowledge, base }: { facts: SchoolFacts; knowledge: Knowledge; base: Base },
): readonly DayShape[] {
  const weekdays = ([1, 2, 3, 4, 5] as const).map((weekday) =>
    base.shapeOf({ id: 'weekday', weekday }, daysOnWeekdays(dates, [weekday])),
  )
  const { events } = knowledge
  return [
    ...weekdays,
    base.shapeOf({ id: 'monday-or-friday' }, daysOnWeekdays(dates, [1, 5])),
    base.shapeOf({ id: 'beside-a-break' }, daysBesideBreaks(dates)),
    base.shapeOf({ id: 'first-or-last-week' }, daysOfFirstAndLastWeeks(dates, facts.halfTerms)),
    ...(events.length === 0 ? [] : [base.shapeOf({ id: 'after-an-event' }, daysAfterEvents(dates, events))]),
  ]
}

function testDays(pupil: Pupil, shape: DayShape, base: Base): Tested {
  const byLength = base.chances(pupil, shape)
  const { episodes } = pupil
  return tested(pupil, {
    kind: shape.kind,
    episodes,
    chances: episodes.map(({ firstDay, lastDay }) => byLength[lastDay - firstDay] ?? 1),
    has: ({ firstDay, lastDay }) => touches(shape.days, firstDay, lastDay),
  })
}

function tested(
  { enrolled }: Pupil,
  of: Pick<Tested, 'kind' | 'episodes' | 'has'> & { chances: readonly number[]; with?: PupilId },
): Tested {
  const { kind, episodes, has, chances } = of
  let seen = 0
  let expected = 0
  for (const episode of episodes) if (has(episode)) seen++
  for (const chance of chances) expected += chance
  return {
    pupilId: enrolled.pupilId,
    kind,
    seen,
    of: episodes.length,
    expected,
    // No more than expected is likelier than not (a median is never a whole one below its mean), so it can never be reported.
    chance: seen <= expected ? 1 : chanceOfAtLeast(seen, chances),
    ...(of.with === undefined ? {} : { with: of.with }),
    episodes,
    has,
  }
}

/** Mornings against afternoons, among stays of one session. */
function testHalves(pupil: Pupil, base: Base): Tested[] {
  const episodes = pupil.episodes.filter(({ half }) => half !== undefined)
  if (episodes.length < FEWEST_EPISODES) return []
  const share = base.morningShare(pupil)
  const of = (id: 'mornings' | 'afternoons', chance: number) =>
    tested(pupil, {
      kind: { id },
      episodes,
      chances: episodes.map(() => chance),
      has: ({ half }) => half === (id === 'mornings' ? 'AM' : 'PM'),
    })
  return [of('mornings', share), of('afternoons', 1 - share)]
}

/** Stays of one session in sessions without lessons, among all stays of one session in that half of the day. */
function testLessonFree(pupil: Pupil, of: { dates: readonly Day[]; base: Base; knowledge: Knowledge }): Tested[] {
  const { isLessonFree } = of.knowledge
  if (isLessonFree === undefined) return []
  const episodes = pupil.episodes.filter(({ half }) => half !== undefined)
  if (episodes.length < FEWEST_EPISODES) return []
  const rateOn = of.base.rateOn(pupil)
  const free = (half: 'AM' | 'PM') =>
    of.dates.reduce((sum, day, at) => sum + (isLessonFree(pupil.enrolled, day, half) ? rateOn(at) : 0), 0)
  const chanceOf = { AM: free('AM'), PM: free('PM') }
  if (chanceOf.AM + chanceOf.PM === 0) return []
  return [
    tested(pupil, {
      kind: { id: 'lesson-free' },
      episodes,
      chances: episodes.map(({ half }) => chanceOf[half ?? 'PM']),
      has: ({ firstDay, half }) => {
        const day = of.dates[firstDay]
        return day !== undefined && half !== undefined && isLessonFree(pupil.enrolled, day, half)
      },
    }),
  ]
}

/** Two of a household who begin to stay away on the same days, more than the school's own waves of illness explain. */
function testHouseholds(pupils: readonly Pupil[], base: Base, { householdOf }: Knowledge): Tested[] {
  if (householdOf === undefined) return []
  const tests: Tested[] = []
  for (const [household, members] of Map.groupBy(pupils, ({ enrolled }) => householdOf(enrolled))) {
    if (household === undefined) continue
    for (const [at, one] of members.entries())
      for (const other of members.slice(at + 1)) tests.push(...pair(one, other, base))
  }
  return tests
}

function pair(one: Pupil, other: Pupil, base: Base): Tested[] {
  const [fewer, more] = one.episodes.length <= other.episodes.length ? [one, other] : [other, one]
  if (fewer.episodes.length < FEWEST_EPISODES) return []
  const starts = new Set(more.episodes.map(({ firstDay }) => firstDay))
  const rateOn = base.rateOn(fewer)
  const chance = Math.min(
    1,
    [...starts].reduce((sum, day) => sum + rateOn(day), 0),
  )
  return [
    tested(fewer, {
      kind: { id: 'household' },
      episodes: fewer.episodes,
      chances: fewer.episodes.map(() => chance),
      has: ({ firstDay }) => starts.has(firstDay),
      with: more.enrolled.pupilId,
    }),
  ]
}
