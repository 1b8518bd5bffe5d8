import type { PupilId } from '../../../kernel/ids.ts'
import type { SchoolFacts } from '../facts.ts'
import { isPersistentlyAbsent, isSeverelyAbsent, type SessionSpan, type Sessions } from '../sessions.ts'
import { type Filter, isAskedFor, onRollWithin } from './asked.ts'
import { enrolmentFigures } from './group-figures.ts'

/** Where a pupil stands by absence: the lines are 10 % and 50 %, and half-way to the first one begins to be at risk. */
export type Standing = 'none' | 'below-5' | 'at-risk' | 'persistent' | 'severe'

/** Lowest absence first. `none` is for pupils without a possible session. */
export const STANDINGS: readonly Standing[] = ['none', 'below-5', 'at-risk', 'persistent', 'severe']

/** By whole numbers: exactly 5 % is at risk, exactly 10 % persistent, exactly 50 % severe. */
export function standingOf(sessions: Pick<Sessions, 'absent' | 'possible'>): Standing {
  if (sessions.possible === 0) return 'none'
  if (isSeverelyAbsent(sessions)) return 'severe'
  if (isPersistentlyAbsent(sessions)) return 'persistent'
  return 20 * sessions.absent >= sessions.possible ? 'at-risk' : 'below-5'
}

/** One pupil who stands elsewhere than before. */
export interface Moved {
  readonly pupilId: PupilId
  readonly from: Standing
  readonly to: Standing
  readonly before: Pick<Sessions, 'absent' | 'possible'>
  readonly now: Pick<Sessions, 'absent' | 'possible'>
}

export interface Transitions {
  /** How many stood where before and now: `counts[from][to]`. */
  readonly counts: Readonly<Record<Standing, Readonly<Record<Standing, number>>>>
  readonly moved: readonly Moved[]
}

/** Where everybody stands who was on roll in a span, the standing's sessions with it. */
export function standingsOf(
  facts: SchoolFacts,
  { span, filter }: { span: SessionSpan; filter: Filter },
): ReadonlyMap<PupilId, Sessions> {
  const here = facts.enrolled.filter((one) => {
    const { from, to } = onRollWithin(one, span)
    return from <= to && isAskedFor(one, filter)
  })
  return new Map(here.map((one) => [one.pupilId, enrolmentFigures(one, span).sessions]))
}

/** Who stood where in one span, and where in another of the same year: the year to last week and the year to now. */
export function transitionsOf(
  facts: SchoolFacts,
  of: { before: SessionSpan; now: SessionSpan; filter: Filter },
): Transitions {
  const { before, now, filter } = of
  return transitionsBetween(standingsOf(facts, { span: before, filter }), standingsOf(facts, { span: now, filter }))
}

const NO_SESSIONS = { absent: 0, possible: 0 }

/**
 * Who stood where before, and where now. Everybody asked about now is counted once; who was not here before stood at `none`. Who has left
 * since is not counted.
 */
export function transitionsBetween(
  before: ReadonlyMap<PupilId, Sessions>,
  now: ReadonlyMap<PupilId, Sessions>,
): Transitions {
  const counts = Object.fromEntries(
    STANDINGS.map((from) => [from, Object.fromEntries(STANDINGS.map((to) => [to, 0]))]),
  ) as Record<Standing, Record<Standing, number>>
  const moved: Moved[] = []
  for (const [pupilId, sessions] of now) {
    const earlier = before.get(pupilId)
    const from = standingOf(earlier ?? NO_SESSIONS)
    const to = standingOf(sessions)
    counts[from][to]++
    if (from !== to) moved.push({ pupilId, from, to, before: earlier ?? NO_SESSIONS, now: sessions })
  }
  return { counts, moved }
}

/** The lines that can be crossed: at risk at 5 %, persistent at 10 %, severe at 50 %. */
export const LINES = ['at-risk', 'persistent', 'severe'] as const
export type Line = (typeof LINES)[number]

/**
 * The lines that a move goes over: upward into `entered`, downward into `left`. From nothing to below 5 % is no line. Whoever has no possible session any more,
 * such as a pupil wholly at another school, has not come back under one: nobody knows where they stand.
 */
export function linesCrossed({ from, to }: Pick<Moved, 'from' | 'to'>): {
  entered: readonly Line[]
  left: readonly Line[]
} {
  if (to === 'none') return { entered: [], left: [] }
  const rank = (of: Standing) => Math.max(0, LINES.indexOf(of as Line) + 1)
  const [before, now] = [rank(from), rank(to)]
  return { entered: LINES.slice(before, Math.max(before, now)), left: LINES.slice(now, Math.max(before, now)) }
}
