import { addDays, type Day } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf } from '../../../kernel/school-year.ts'
import type { SchoolFacts, Stretch } from '../facts.ts'
import { dayAYearBefore } from '../shown/year-before.ts'
import { CENSUS_PERIODS, type CensusPeriod, censusPeriod } from './periods.ts'
import type { ScopeId } from './scopes.ts'

/** Days that a scope counts in one go; more than one for the census year, whose population changes within it. */
export interface ScopePart extends Stretch {
  readonly period: CensusPeriod
}

/**
 * The days of a scope as at a day, in order; empty where none of them has begun, or the calendar has no such term. Parts end where their period
 * does, even after `on`.
 */
export function partsOf(id: ScopeId, facts: SchoolFacts, on: Day): readonly ScopePart[] {
  const begun = wholePartsOf(id, facts, on).filter(({ from }) => from <= on)
  return begun.filter(({ from, to }) => from <= to)
}

function wholePartsOf(id: ScopeId, facts: SchoolFacts, on: Day): readonly ScopePart[] {
  const { year } = facts
  const quarters = CENSUS_PERIODS.map((period): ScopePart => ({ ...censusPeriod(year, period), period }))
  const named = (period: CensusPeriod) => quarters.filter((one) => one.period === period)
  const last = (stretches: readonly Stretch[]) => stretches.findLast(({ from }) => from <= on)
  switch (id) {
    case 'census-year':
    case 'published-year-to-date':
      return quarters
    case 'census-autumn':
      return named('autumn')
    case 'census-spring':
      return named('spring')
    case 'census-summer-1':
      return named('summer 1')
    case 'census-summer-2':
      return named('summer 2')
    case 'term':
      return inOnePart(last(facts.terms))
    case 'half-term':
      return inOnePart(last(facts.halfTerms))
    case 'rolling-12-months':
      return inOnePart({ name: 'the last 12 months', from: addDays(dayAYearBefore(on), 1), to: on })
    case 'year-to-date':
      return inOnePart({ name: 'year to date', from: firstDayOf(year), to: lastDayOf(year) })
  }
}

/** Who is counted does not change within it, so that the census period is of no consequence. */
function inOnePart(stretch: Stretch | undefined): readonly ScopePart[] {
  return stretch === undefined ? [] : [{ ...stretch, period: 'autumn' }]
}
