import type { Day } from '../../../kernel/day.ts'
import { STRIP_LENGTH } from '../../../kernel/session.ts'
import { CLASS_OF_BYTE, STATISTICAL_CLASSES } from '../../../law/codes.ts'
import type { SchoolFacts } from '../facts.ts'
import { addCounts, type CodeCounts, noSessions, type Sessions, sessionsOf } from '../sessions.ts'
import { weeksMet } from '../shown/asked.ts'
import { FEWEST_SHOWN } from '../shown/small-numbers.ts'
import type { Period, Periods } from './periods.ts'

/** A week of a whole school; its sessions null where 1 to 5 pupils could be told from it. */
export interface WeekOfTotals {
  readonly monday: Day
  readonly sessions: Sessions | null
}

/**
 * A school week by week, for readers who see no single pupil: a week in which only 1 to 5 enrolments had a possible session (everybody else's
 * year was sent home) is hidden, and as the weeks add up to the term, others of the term with it, those with the fewest first, until six
 * pupils are in at least two weeks that are hidden. Each term decides for itself, and the year shows a week only where its terms do.
 */
export function weeksOfTotals(facts: SchoolFacts, { year, pieces }: Periods, asked: Period): readonly WeekOfTotals[] {
  const of = asked.span.from === year.span.from && asked.span.to === year.span.to ? pieces : [asked]
  const weeks = of.flatMap((piece) => weeksOfPiece(facts, piece))
  return [...Map.groupBy(weeks, ({ monday }) => monday)].map(([monday, parts]) => {
    const counts = noSessions()
    for (const part of parts) addCounts(counts, part.counts)
    return { monday, sessions: parts.some(({ isHidden }) => isHidden) ? null : sessionsOf(counts) }
  })
}

interface Counted {
  readonly counts: CodeCounts
  /** Places in `each` of whoever has a possible session. */
  readonly pupils: number[]
}

const POSSIBLE = ['present', 'approved-activity', 'authorised', 'unauthorised'] as const
const IS_POSSIBLE = CLASS_OF_BYTE.map((place) =>
  (POSSIBLE as readonly string[]).includes(STATISTICAL_CLASSES[place - 1] ?? '') ? 1 : 0,
)

function weeksOfPiece(facts: SchoolFacts, { span, each }: Period) {
  const met = weeksMet(facts, span)
  const weeks = met.map((): Counted => ({ counts: noSessions(), pupils: [] }))
  // What was marked on days without school is in the term and in no week, so it is a part that is never shown.
  const outside: Counted = { counts: noSessions(), pupils: [] }
  const ofPlace = new Array<Counted>(STRIP_LENGTH).fill(outside)
  met.forEach((week, at) => {
    ofPlace.fill(weeks[at] ?? outside, week.span.from, week.span.to + 1)
  })
  for (const [pupil, { enrolled, span: onRoll }] of each.entries())
    for (let place = onRoll.from; place <= onRoll.to; place++) {
      const byte = enrolled.strip[place] ?? 0
      const { counts, pupils } = ofPlace[place] ?? outside
      counts[byte] = (counts[byte] ?? 0) + 1
      if (IS_POSSIBLE[byte] === 1 && pupils.at(-1) !== pupil) pupils.push(pupil)
    }
  const hidden = weeksHidden(weeks, outside)
  return met.map(({ monday }, at) => {
    const week = weeks[at] ?? outside
    return { monday, counts: week.counts, isHidden: hidden.has(week) }
  })
}

function weeksHidden(weeks: readonly Counted[], outside: Counted): ReadonlySet<Counted> {
  const isFew = ({ pupils }: Counted) => pupils.length > 0 && pupils.length < FEWEST_SHOWN
  const hidden = new Set<Counted>(outside.pupils.length > 0 ? [outside] : [])
  if (!weeks.some(isFew) && !isFew(outside)) return hidden
  for (const week of weeks) if (isFew(week)) hidden.add(week)
  const isSafe = () => hidden.size >= 2 && new Set([...hidden].flatMap(({ pupils }) => pupils)).size >= FEWEST_SHOWN
  const fewestFirst = weeks
    .filter((week) => week.pupils.length > 0 && !hidden.has(week))
    .sort((one, other) => one.pupils.length - other.pupils.length)
  for (const week of fewestFirst) {
    if (isSafe()) break
    hidden.add(week)
  }
  return hidden
}
