import type { GroupId, PupilId } from '../../../kernel/ids.ts'
import type { SessionIndex } from '../../../kernel/session.ts'
import { ALL_CODES, byteOfCode, type Code } from '../../../law/codes.ts'
import { SCHOOL_DAYS_TO_ESTABLISH_REASON } from '../../../law/thresholds.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { adjusted } from '../patterns/chance.ts'
import type { SessionSpan } from '../sessions.ts'
import { onRollWithin } from '../shown/asked.ts'
import { type EnrolmentFigures, enrolmentFigures } from '../shown/group-figures.ts'

/** An N that should have become another code, or O, by now. */
export interface StaleReason {
  readonly pupilId: PupilId
  readonly session: SessionIndex
  /** School days since the session; the law allows five. */
  readonly schoolDays: number
}

/** Every N older than the school days that regulation 10(7)–(9) gives for finding the reason; oldest first. */
export function staleReasons(facts: SchoolFacts, span: SessionSpan): readonly StaleReason[] {
  const n = byteOfCode('N')
  const daysUntil = new Int16Array(facts.meets.length).fill(-1)
  let days = 0
  for (let day = span.to >> 1; day >= 0; day--) {
    daysUntil[2 * day] = days
    daysUntil[2 * day + 1] = days
    if (facts.meets[2 * day] === 1 || facts.meets[2 * day + 1] === 1) days++
  }
  const stale: StaleReason[] = []
  for (const enrolled of facts.enrolled) {
    const { from, to } = onRollWithin(enrolled, span)
    for (let place = from; place <= to; place++) {
      const schoolDays = daysUntil[place] ?? 0
      if (enrolled.strip[place] === n && schoolDays > SCHOOL_DAYS_TO_ESTABLISH_REASON)
        stale.push({ pupilId: enrolled.pupilId, session: place as SessionIndex, schoolDays })
    }
  }
  return stale.sort((one, other) => other.schoolDays - one.schoolDays)
}

/** A class that uses a code far more often than the other classes of its year group. */
export interface OftenUsed {
  readonly groupId: GroupId
  readonly code: Code
  readonly sessions: number
  readonly possible: number
  /** Sessions with the code per 100 possible, added up: of this class, and of the year group's others. */
  readonly here: number
  readonly elsewhere: number
  /** Adjusted for all classes and codes looked at (Benjamini and Hochberg). */
  readonly adjusted: number
}

/** Codes that hide absence or excuse it, when they become a habit: B and the Ys leave the absence figures, I and C are authorised. */
const WATCHED: readonly Code[] = ['B', 'I', 'C', 'C2', 'Y1', 'Y2', 'Y3', 'Y5', 'Y6', 'Y7']
const FEWEST_PUPILS = 8
const FEWEST_SESSIONS = 10
const TIMES_AS_OFTEN = 2

const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / Math.max(1, of.length)
const variance = (of: readonly number[]) => {
  const middle = mean(of)
  return of.reduce((sum, one) => sum + (one - middle) ** 2, 0) / Math.max(1, of.length - 1)
}

/**
 * Classes with at least twice the use of a code, beyond what chance gives. Whether it is chance is asked of pupils, not of sessions: one long illness is one pupil, not
 * forty reasons to suspect a tutor.
 */
export function oftenUsed(facts: SchoolFacts, span: SessionSpan, rate: number): readonly OftenUsed[] {
  const each = facts.enrolled
    .map((enrolled) => enrolmentFigures(enrolled, span))
    .filter(({ sessions }) => sessions.possible > 0)
  const found: Omit<OftenUsed, 'adjusted'>[] = []
  const chances: number[] = []
  for (const [, ofYear] of Map.groupBy(each, ({ enrolled }) => enrolled.yearGroup))
    for (const [groupId, ofGroup] of Map.groupBy(ofYear, ({ enrolled }) => enrolled.groupId)) {
      const others = ofYear.filter(({ enrolled }) => enrolled.groupId !== groupId)
      if (groupId === null || ofGroup.length < FEWEST_PUPILS || others.length < FEWEST_PUPILS) continue
      for (const code of WATCHED) {
        const byte = byteOfCode(code)
        const shareOf = ({ codes, sessions }: (typeof each)[number]) => (codes[byte] ?? 0) / sessions.possible
        const [shares, ofOthers] = [ofGroup.map(shareOf), others.map(shareOf)]
        const spread = variance(shares) / shares.length + variance(ofOthers) / ofOthers.length
        chances.push(spread === 0 ? 1 : upperTail((mean(shares) - mean(ofOthers)) / Math.sqrt(spread)))
        const { sessions, possible, rate } = shareUsed(ofGroup, byte)
        found.push({ groupId, code, sessions, possible, here: rate, elsewhere: shareUsed(others, byte).rate })
      }
    }
  const values = adjusted(chances)
  return found
    .map((one, at) => ({ ...one, adjusted: values[at] ?? 1 }))
    .filter(
      (one) => one.adjusted <= rate && one.sessions >= FEWEST_SESSIONS && one.here >= TIMES_AS_OFTEN * one.elsewhere,
    )
    .sort((one, other) => one.adjusted - other.adjusted)
}

/** What a group uses of a code: sums of sessions, never a mean of its pupils' rates. */
function shareUsed(group: readonly EnrolmentFigures[], byte: number) {
  const sessions = group.reduce((sum, { codes }) => sum + (codes[byte] ?? 0), 0)
  const possible = group.reduce((sum, one) => sum + one.sessions.possible, 0)
  return { sessions, possible, rate: (100 * sessions) / possible }
}

/** The normal distribution's chance of more than z (Abramowitz and Stegun 26.2.17; within 1e-7). */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z)
  const t = 1 / (1 + 0.231_641_9 * z)
  const series =
    t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
}

/** Two of a household, away for the same session and coded differently. */
export interface Differing {
  readonly session: SessionIndex
  readonly one: { readonly pupilId: PupilId; readonly code: Code }
  readonly other: { readonly pupilId: PupilId; readonly code: Code }
}

/** Pairs of reasons that cannot both be right for two who are away together: one is authorised and the other is not, or one is still unknown. */
const ABSENT: ReadonlyMap<number, { readonly code: Code; readonly authorised: boolean }> = new Map(
  ALL_CODES.flatMap(({ byte, code, authorised, unauthorised }) =>
    authorised || unauthorised ? [[byte, { code, authorised }] as const] : [],
  ),
)

/** Sessions on which children of one household were away together, one authorised and the other not: a holiday that is an illness for one of them. */
export function codedDifferently(
  facts: SchoolFacts,
  span: SessionSpan,
  householdOf: (enrolled: Enrolled) => string | undefined,
): readonly Differing[] {
  const differing: Differing[] = []
  for (const [household, members] of Map.groupBy(facts.enrolled, householdOf)) {
    if (household === undefined) continue
    for (const [at, one] of members.entries())
      for (const other of members.slice(at + 1)) {
        const from = Math.max(onRollWithin(one, span).from, onRollWithin(other, span).from)
        const to = Math.min(onRollWithin(one, span).to, onRollWithin(other, span).to)
        for (let place = from; place <= to; place++) {
          const first = ABSENT.get(one.strip[place] ?? 0)
          const second = ABSENT.get(other.strip[place] ?? 0)
          if (first === undefined || second === undefined || first.authorised === second.authorised) continue
          differing.push({
            session: place as SessionIndex,
            one: { pupilId: one.pupilId, code: first.code },
            other: { pupilId: other.pupilId, code: second.code },
          })
        }
      }
  }
  return differing
}
