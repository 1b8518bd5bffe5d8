import type { PupilId } from '../../../kernel/ids.ts'
import type { SchoolFacts } from '../facts.ts'
import { isPersistentlyAbsent, isSeverelyAbsent, type SessionSpan, type Sessions } from '../sessions.ts'
import { type Filter, isAskedFor } from './asked.ts'
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
  readonly before: Sessions
  readonly now: Sessions
}

export interface Transitions {
  /** How many stood where before and now: `counts[from][to]`. */
  readonly counts: Readonly<Record<Standing, Readonly<Record<Standing, number>>>>
  readonly moved: readonly Moved[]
}

/** Who stood where in one span, and where in another: last term and this one, or the year to last week and the year to now. */
export function transitionsOf(
  facts: SchoolFacts,
  of: { before: SessionSpan; now: SessionSpan; filter: Filter },
): Transitions {
  const counts = Object.fromEntries(
    STANDINGS.map((from) => [from, Object.fromEntries(STANDINGS.map((to) => [to, 0]))]),
  ) as Record<Standing, Record<Standing, number>>
  const moved: Moved[] = []
  for (const enrolled of facts.enrolled) {
    if (!isAskedFor(enrolled, of.filter)) continue
    const before = enrolmentFigures(enrolled, of.before).sessions
    const now = enrolmentFigures(enrolled, of.now).sessions
    const from = standingOf(before)
    const to = standingOf(now)
    counts[from][to]++
    if (from !== to) moved.push({ pupilId: enrolled.pupilId, from, to, before, now })
  }
  return { counts, moved }
}
