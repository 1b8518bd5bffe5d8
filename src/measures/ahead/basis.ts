import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYear, schoolYearName } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../kernel/session.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { loadFacts } from '../load-facts.ts'
import type { AskedFacts } from '../read-asked.ts'
import { type Earlier, earlierAt, FEWEST_EARLIER, FEWEST_KNOWN } from '../rules/ahead/forecast.ts'
import { termToCome } from '../rules/ahead/who-can-be-helped.ts'
import type { SchoolFacts, Stretch } from '../rules/facts.ts'
import { placeOfEnd } from '../rules/shown/counted-until.ts'
import { lastSessionMet } from '../rules/stretches.ts'

/** What every look ahead stands on: a place of the year, and last year cut at the same one. */
export interface Basis {
  readonly place: SessionIndex
  readonly term: Stretch | undefined
  readonly termEnds: SessionIndex | undefined
  readonly yearEnds: Day | undefined
  readonly before: SchoolFacts
  /** As at this day are year groups and classes of last year. */
  readonly beforeOn: Day
  readonly earlier: readonly Earlier[]
  /** Why there is no forecast; undefined where there is one. */
  readonly noForecast: string | undefined
}

export async function basisOf(context: Context, schoolId: SchoolId, asked: AskedFacts): Promise<Basis> {
  const { facts, year, span, flags } = asked
  const place = span.to
  const term = termToCome(facts, place)
  const last = schoolYear(year - 1)
  const beforeOn = sessionAt(last, place).day
  const before = await loadFacts(context.tx, { schoolId, year: last, on: beforeOn, flags })
  const earlier = earlierAt(before, place)
  const yearEnds = facts.terms.at(-1)?.to
  return {
    place,
    term,
    termEnds: term === undefined ? undefined : (placeOfEnd(year, term.to) as SessionIndex),
    yearEnds,
    before,
    beforeOn,
    earlier,
    noForecast: whyNoForecast({ facts, before, place, earlier: earlier.length, last }),
  }
}

function whyNoForecast(of: {
  facts: SchoolFacts
  before: SchoolFacts
  place: SessionIndex
  earlier: number
  last: SchoolYear
}): string | undefined {
  const { facts, before, place, last } = of
  const met = (from: number, to: number) => facts.meets.subarray(from, to).reduce((sum, one) => sum + one, 0)
  if (met(place + 1, facts.meets.length) === 0)
    return 'There is no forecast because no session of this year is still to come.'
  if (met(0, place + 1) < FEWEST_KNOWN)
    return `It is too early in the year for a forecast: it begins when ${FEWEST_KNOWN} sessions have been held.`
  const name = schoolYearName(last)
  if (!before.enrolled.some(({ strip }) => strip.some((byte) => byte !== 0)))
    return `There is no forecast because no registers of ${name} are here to learn from. Sessions left are counted all the same.`
  if (of.earlier < FEWEST_EARLIER)
    return `There is no forecast because only ${of.earlier} pupils of ${name} can be compared; ${FEWEST_EARLIER} are needed. Sessions left are counted all the same.`
  return undefined
}

/** The basis as answers show it. */
export function basisShown({ facts, year }: AskedFacts, { place, term, yearEnds, earlier, noForecast, before }: Basis) {
  return {
    year,
    until: lastSessionMet(facts, { from: 0 as SessionIndex, to: place }),
    journalNumber: facts.journalNumber,
    termNow: term === undefined ? null : { name: term.name, to: term.to },
    yearEnds: yearEnds ?? null,
    lastYear: noForecast === undefined ? { year: before.year as number, pupils: earlier.length } : null,
    noForecast: noForecast ?? null,
  }
}
