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
import { enrolmentFigures } from '../rules/shown/group-figures.ts'
import { codesOfTotals } from '../rules/totals/codes-of-totals.ts'
import { groupsOfTotals, readTotals, type Totals } from './read-totals.ts'

/** Why a figure of a school, or of a group of it, is what it is: for readers who see no single pupil. */
export const whyTotals: UseCase<typeof contract.whyTotals> = async (context, { params, query }) => {
  const { tx, now } = context
  const school = await schoolOf(tx, params.schoolId)
  if (school === undefined) return notAllowed()
  const read = await readTotals(tx, school, { now, ...query })
  if (!read.ok) return read
  const { facts, span, spans, shown } = read.value
  const asked = figuresAsked(read.value, query)
  const count = asked?.figures === undefined ? null : countOf(query.figure, asked.figures)
  if (asked === undefined || count === null)
    return refused('measures.hidden', 'This figure is hidden: a few pupils could be told from it.')
  const { name, counted, of: ofWords } = meaningOfFigure(query)
  const { journalNumber: number } = facts
  const first = facts.meets.indexOf(1, span.from)
  return success({
    ...{ name, counted, ofWords, count: count.count, of: count.of },
    definition: definitionShown(scopeOf(shown.period === YEAR_SO_FAR ? 'year-to-date' : 'term'), query),
    part: asked.part,
    from: sessionAt(facts.year, first < 0 || first > span.to ? span.from : first),
    until: shown.until,
    sessions: asked.figures.sessions,
    codes: asked.isWhole
      ? [
          ...codesOfTotals(
            facts.enrolled.map((one) => enrolmentFigures(one, span)),
            spans,
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
function figuresAsked(totals: Totals, of: { division?: string | undefined; cohort?: string | undefined }) {
  const { all } = totals.shown
  if (all === null) return undefined
  if (of.division === undefined) return { part: 'The whole school', figures: all, isWhole: true } satisfies AskedGroup
  const division = groupsOfTotals(totals).find(({ id }) => id === of.division)
  const cohort = division?.cohorts.find(({ id }) => id === of.cohort)
  if (division === undefined || cohort === undefined || cohort.figures === null) return undefined
  const part = division.name === cohort.name ? cohort.name : `${division.name}: ${cohort.name}`
  return { part, figures: cohort.figures, isWhole: false } satisfies AskedGroup
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
