import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { type SessionIndex, sessionAt } from '../../../kernel/session.ts'
import type { TimeOfDay } from '../../../kernel/time-of-day.ts'
import { byteOfCode } from '../../../law/codes.ts'
import type { DayClock } from '../../../law/day-clock.ts'
import type { YearGroup } from '../../../law/school-age.ts'
import {
  isBrokenWeek,
  LATE_LENGTHS,
  type LateLength,
  type Lateness,
  lateLength,
  latenessOf,
  minutesLate,
  SPELL_LENGTHS,
  type Spell,
  type SpellLength,
  spellLength,
  spellsIn,
} from '../definitions/absence-shape.ts'
import type { SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { type Filter, isAskedFor, type Week, weeksMet } from '../shown/asked.ts'
import { type EnrolmentFigures, enrolmentFigures, type GroupFigures, groupFigures } from '../shown/group-figures.ts'

/** One late session (L or U). Minutes are null where nobody entered when the pupil came. */
export interface LateSession {
  readonly place: SessionIndex
  readonly code: 'L' | 'U'
  readonly arrivedAt: TimeOfDay | null
  readonly minutes: number | null
}

/** How the absence and lateness of one enrolment lie over the days. */
export interface EnrolmentShape extends EnrolmentFigures {
  readonly spells: readonly Spell[]
  readonly brokenWeeks: readonly Week[]
  readonly late: readonly LateSession[]
}

/** What the strips do not hold: when pupils came, and when their registers opened. */
export interface ArrivalFacts {
  readonly arrivedAt: (pupilId: PupilId, place: SessionIndex) => TimeOfDay | undefined
  /** The day clock of a year group as it held on a day; undefined where there was none. */
  readonly clockOf: (yearGroup: YearGroup, day: Day) => DayClock | undefined
}

const LATE: ReadonlyMap<number, 'L' | 'U'> = new Map([
  [byteOfCode('L'), 'L'],
  [byteOfCode('U'), 'U'],
])

/** Everybody asked for, each with their stays away, broken weeks and late sessions within the span. */
export function shapesOf(
  facts: SchoolFacts,
  { span, filter }: { readonly span: SessionSpan; readonly filter: Filter },
  arrivals: ArrivalFacts,
): readonly EnrolmentShape[] {
  const weeks = weeksMet(facts, span)
  return facts.enrolled
    .filter((one) => isAskedFor(one, filter))
    .map((enrolled) => {
      const figures = enrolmentFigures(enrolled, span)
      const within = ({ from, to }: SessionSpan) => ({
        from: Math.max(from, figures.span.from) as SessionIndex,
        to: Math.min(to, figures.span.to) as SessionIndex,
      })
      return {
        ...figures,
        spells: figures.sessions.absent === 0 ? [] : spellsIn(enrolled.strip, figures.span),
        brokenWeeks:
          figures.sessions.absent === 0 ? [] : weeks.filter((week) => isBrokenWeek(enrolled.strip, within(week.span))),
        late: lateSessionsOf(facts, figures, arrivals),
      }
    })
}

/** An enrolment's late sessions within its span, each with its minutes where a time of arrival is known. */
export function lateSessionsOf(
  { year }: Pick<SchoolFacts, 'year'>,
  { enrolled, span, sessions }: EnrolmentFigures,
  { arrivedAt, clockOf }: ArrivalFacts,
): LateSession[] {
  if (sessions.late === 0) return []
  const found: LateSession[] = []
  for (let place = span.from; place <= span.to; place++) {
    const code = LATE.get(enrolled.strip[place] ?? 0)
    if (code === undefined) continue
    const time = arrivedAt(enrolled.pupilId, place)
    const { day, half } = sessionAt(year, place)
    const clock = time === undefined || enrolled.yearGroup === null ? undefined : clockOf(enrolled.yearGroup, day)
    const minutes = time === undefined || clock === undefined ? null : minutesLate(clock, half, time)
    found.push({ place, code, arrivedAt: time ?? null, minutes })
  }
  return found
}

/** How often pupils have a broken week. */
export const BROKEN_TIMES = ['none', '1', '2-to-3', '4-to-6', '7-or-more'] as const
export type BrokenTimes = (typeof BROKEN_TIMES)[number]

export function brokenTimes(weeks: number): BrokenTimes {
  if (weeks === 0) return 'none'
  if (weeks === 1) return '1'
  if (weeks <= 3) return '2-to-3'
  return weeks <= 6 ? '4-to-6' : '7-or-more'
}

/** Some stays away: how many, of how many pupils, of how many sessions together. */
interface Stays {
  readonly count: number
  readonly enrolments: number
  readonly sessions: number
}

/** The shape of the absence of a school or a part of it. Pupils without a possible session are in none of it. */
export interface Shape {
  readonly figures: GroupFigures
  readonly spells: Stays
  readonly bySpellLength: readonly (Stays & { readonly length: SpellLength })[]
  /** Weeks of pupils: one pupil's broken week is one. */
  readonly brokenWeeks: { readonly weeks: number; readonly enrolments: number }
  readonly byBrokenTimes: readonly { readonly times: BrokenTimes; readonly enrolments: number }[]
  readonly late: Lateness & { readonly enrolments: number }
  readonly byLateLength: readonly {
    readonly length: LateLength
    readonly sessions: number
    readonly enrolments: number
  }[]
}

/** Adds shapes up. */
export function shapeOf(each: readonly EnrolmentShape[]): Shape {
  const counted = each.filter(({ sessions }) => sessions.possible > 0)
  const spellsOf = (is: (spell: Spell) => boolean): Stays => {
    const of = counted.map(({ spells }) => spells.filter(is)).filter((spells) => spells.length > 0)
    const all = of.flat()
    return { count: all.length, enrolments: of.length, sessions: all.reduce((sum, { sessions }) => sum + sessions, 0) }
  }
  const broken = counted.filter(({ brokenWeeks }) => brokenWeeks.length > 0)
  const weeks = broken.reduce((sum, { brokenWeeks }) => sum + brokenWeeks.length, 0)
  return {
    figures: groupFigures(counted),
    spells: spellsOf(() => true),
    bySpellLength: SPELL_LENGTHS.map((length) => ({
      length,
      ...spellsOf((spell) => spellLength(spell) === length),
    })),
    brokenWeeks: { weeks, enrolments: broken.length },
    byBrokenTimes: BROKEN_TIMES.map((times) => ({
      times,
      enrolments: counted.filter(({ brokenWeeks }) => brokenTimes(brokenWeeks.length) === times).length,
    })),
    late: {
      ...latenessOf(counted.flatMap(({ late }) => late.map(({ minutes }) => minutes))),
      enrolments: counted.filter(({ late }) => late.length > 0).length,
    },
    byLateLength: LATE_LENGTHS.map((length) => {
      const of = counted
        .map(({ late }) => late.filter(({ minutes }) => lateLength(minutes) === length).length)
        .filter((sessions) => sessions > 0)
      return { length, sessions: of.reduce((sum, sessions) => sum + sessions, 0), enrolments: of.length }
    }),
  }
}
