import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { sessionAt } from '../../kernel/session.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { writtenAt } from '../../register/index.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { FiguresShown, TotalsFigure } from '../contract.ts'
import { YEAR_SO_FAR } from '../contract.ts'
import { definitionShown } from '../rules/definitions/definitions.ts'
import { meaningOfFigure } from '../rules/definitions/figures.ts'
import { scopeOf } from '../rules/definitions/scopes.ts'
import { lastSessionMet } from '../rules/stretches.ts'
import { codesOfTotals } from '../rules/totals/codes-of-totals.ts'
import { groupsOfTotals, wholeOfTotals } from '../rules/totals/groups-of-totals.ts'
import { everyPeriod, type Period, type Periods } from '../rules/totals/periods.ts'
import { periodAsked, readTotals } from './read-totals.ts'

/** Why a figure of a school, or of a group of it, is what it is: for readers who see no single pupil. */
export const whyTotals: UseCase<typeof contract.whyTotals> = async (context, { params, query }) => {
  const { tx, now } = context
  const school = await schoolOf(tx, params.schoolId)
  if (school === undefined) return notAllowed()
  const read = await readTotals(tx, school, { now, year: query.year })
  if (!read.ok) return read
  const period = periodAsked(read.value, query.term)
  if (!period.ok) return period
  const { facts, periods } = read.value
  const { name: asked, span, each } = period.value
  const group = figuresAsked(periods, period.value, query)
  const count = group === undefined ? null : countOf(query.figure, group.figures)
  if (group === undefined || count === null)
    return refused('measures.hidden', 'This figure is hidden: a few pupils could be told from it.')
  const { name, counted, of: ofWords } = meaningOfFigure(query)
  const { journalNumber: number } = facts
  const first = facts.meets.indexOf(1, span.from)
  return success({
    ...{ name, counted, ofWords, count: count.count, of: count.of },
    definition: definitionShown(scopeOf(asked === YEAR_SO_FAR ? 'year-to-date' : 'term'), query),
    part: group.part,
    from: sessionAt(facts.year, first < 0 || first > span.to ? span.from : first),
    until: lastSessionMet(facts, span),
    sessions: group.figures.sessions,
    notInRates: group.isWhole ? period.value.all.sessions : null,
    codes: group.isWhole
      ? [
          ...codesOfTotals(
            each,
            everyPeriod(periods).map((one) => one.each),
          ),
        ]
      : null,
    journal: { number, writtenAt: (await writtenAt(tx, { schoolId: params.schoolId as SchoolId, number })) ?? null },
  })
}

interface AskedGroup {
  readonly part: string
  readonly figures: FiguresShown
  readonly isWhole: boolean
}

/** What the page shows of the group asked for; undefined where the page hides it, or has no such group. */
function figuresAsked(
  periods: Periods,
  period: Period,
  of: { division?: string | undefined; cohort?: string | undefined },
): AskedGroup | undefined {
  const whole = wholeOfTotals(periods, period)
  if (whole === null) return undefined
  if (of.division === undefined) return { part: 'The whole school', figures: whole, isWhole: true }
  const division = groupsOfTotals(periods, period).find(({ id }) => id === of.division)
  const cohort = division?.cohorts.find(({ id }) => id === of.cohort)
  if (division === undefined || cohort === undefined || cohort.figures === null) return undefined
  const part = division.name === cohort.name ? cohort.name : `${division.name}: ${cohort.name}`
  return { part, figures: cohort.figures, isWhole: false }
}

/** The two whole numbers of a figure as the page shows them; null where it hides the first. */
function countOf(figure: TotalsFigure, { sessions, enrolments, persistent, severe }: FiguresShown) {
  const { possible, attended, absent, authorised, unauthorised } = sessions
  const ofSessions = { attendance: attended, absence: absent, authorised, unauthorised }
  if (figure === 'pupils') return { count: enrolments, of: null }
  if (figure !== 'persistent' && figure !== 'severe') return { count: ofSessions[figure], of: possible }
  const count = figure === 'persistent' ? persistent : severe
  return count === null ? null : { count, of: enrolments }
}
