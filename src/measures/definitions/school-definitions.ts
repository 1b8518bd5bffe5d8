import { success } from '../../kernel/result.ts'
import { lastDayOf, schoolYear } from '../../kernel/school-year.ts'
import { sessionAt } from '../../kernel/session.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { Defined } from '../contract.ts'
import { loadFacts } from '../load-facts.ts'
import { readAsked } from '../read-asked.ts'
import { countScope, fractionOf, type ScopeAsked, type ScopeFigures } from '../rules/definitions/count-scope.ts'
import { SCOPES, type Scope } from '../rules/definitions/scopes.ts'
import { whyItDiffers } from '../rules/definitions/why-it-differs.ts'
import type { SchoolFacts } from '../rules/facts.ts'
import { meaningOfFigure } from '../rules/shown/figure-meanings.ts'

/** The school's figures under every named definition, and why each differs from the year to date. */
export const schoolDefinitions: UseCase<typeof contract.schoolDefinitions> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readAsked(context, schoolId, { ...query, from: undefined })
  if (!asked.ok) return asked
  const { facts, year, span, on, filter, flags, ethnicity } = asked.value
  const until = sessionAt(year, span.to)
  const before = schoolYear(year - 1)
  const factsBefore = await loadFacts(context.tx, { schoolId, year: before, on: lastDayOf(before), flags, ethnicity })
  const definitions = definedBy([factsBefore, facts], { until, filter })
  const { journalNumber } = facts
  // As other pages have it: the last session counted for which the school met, and not a Sunday.
  const met = facts.meets.lastIndexOf(1, span.to)
  const last = met < 0 ? until : sessionAt(year, met)
  return success({ year, asOf: context.now, until: last, journalNumber, on, definitions })
}

function definedBy(years: readonly [before: SchoolFacts, now: SchoolFacts], asked: ScopeAsked): Defined[] {
  const [before, { year }] = years
  const yearBeforeKept = before.meets.includes(1)
  const yearToDate = countScope('year-to-date', years, asked)
  return SCOPES.map((scope) => {
    const counted = scope.id === 'year-to-date' ? yearToDate : countScope(scope.id, years, asked)
    const { id, title, words, version, since, sources, rounding } = scope
    return {
      ...{ id, title, words, version, since, rounding },
      sources: sources.map(({ source, verified }) => ({ source, verified })),
      isPlain: scope.of === 'everybody' && id !== 'rolling-12-months',
      counted:
        counted === undefined || yearToDate === undefined
          ? null
          : shown(scope, counted, whyItDiffers({ scope, counted, yearToDate, year, yearBeforeKept })),
    }
  })
}

function shown(
  scope: Scope,
  { from, until, isComplete, figures }: ScopeFigures,
  differs: readonly string[],
): NonNullable<Defined['counted']> {
  return {
    from,
    until,
    isComplete,
    figures: scope.figures.map((figure) => ({
      figure,
      name: meaningOfFigure({ figure }).name,
      ...fractionOf(figure, figures),
    })),
    enrolments: figures.enrolments,
    possible: figures.sessions.possible,
    differs: [...differs],
  }
}
