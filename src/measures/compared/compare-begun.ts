import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { lastDayOf, type SchoolYear } from '../../kernel/school-year.ts'
import type { Session, SessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { dayClocksOn } from '../../roll/index.ts'
import { loadFacts } from '../load-facts.ts'
import { comparedEach, type Outcome } from '../rules/compared/did-it-help.ts'
import { outcomeInLine, outcomeInWords } from '../rules/compared/outcome-words.ts'
import { countedUntil, placeOfEnd } from '../rules/shown/counted-until.ts'
import { lastSessionMet } from '../rules/stretches.ts'

/** A pupil who was supported from a day on; `to` is the last day, null while it goes on. */
export interface SupportedFrom {
  readonly pupilId: PupilId
  readonly from: Day
  readonly to: Day | null
}

/** What came of a support that pupils began on days of their own, in words that promise no more than was found. */
export interface ComparedBegun {
  readonly supported: number
  readonly compared: number
  readonly line: string
  readonly words: string
  readonly outcome: Outcome
}

/**
 * `compareSupported` for pupils who each began on another day, as supports in cases do: for every group of them one comparison, within one
 * school year and up to the last session whose registers have closed.
 * @returns in the order of `groups`, with the last session that was counted; null before the first of the year
 */
export async function compareBegun(
  context: Pick<Context, 'tx' | 'now'>,
  of: { schoolId: SchoolId; year: SchoolYear; groups: readonly (readonly SupportedFrom[])[] },
): Promise<{ readonly until: Session | null; readonly groups: readonly ComparedBegun[] }> {
  const { schoolId, year, groups } = of
  const now = schoolTime(context.now)
  const last = lastDayOf(year)
  const [on = last] = [now.day, last].toSorted()
  const clocks = await dayClocksOn(context.tx, { schoolId, day: now.day })
  const facts = await loadFacts(context.tx, { schoolId, year, on, flags: [] })
  const counted = countedUntil(year, now, clocks)
  const compare = comparedEach(facts)
  const until = counted < 0 ? null : lastSessionMet(facts, { from: 0 as SessionIndex, to: counted as SessionIndex })
  return {
    until: until ?? null,
    groups: groups.map((group) => {
      const outcome = compare(
        group.map(({ pupilId, from, to }) => ({
          pupilId,
          start: Math.max(0, placeOfEnd(year, from) - 1) as SessionIndex,
          end: Math.min(counted, placeOfEnd(year, to ?? last)) as SessionIndex,
        })),
      )
      const line = outcomeInLine(outcome)
      const words = outcomeInWords(outcome)
      return { supported: group.length, compared: outcome.matched.length, line, words, outcome }
    }),
  }
}
