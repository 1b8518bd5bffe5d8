import { success } from '../kernel/result.ts'
import { sessionAt } from '../kernel/session.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { writtenAt } from '../register/index.ts'
import type * as contract from './contract.ts'
import { definitionAsked, readFigure } from './read-figure.ts'
import { isGivenFor, TOO_FEW_WEEKS } from './rules/definitions/fewest-weeks.ts'
import { meaningOfFigure } from './rules/definitions/figures.ts'
import { weeksMet } from './rules/shown/asked.ts'
import { enrolmentsBehind, figureFrom } from './rules/shown/behind-figure.ts'
import { spansOfWeekday } from './rules/shown/sessions-narrowed.ts'

const ROUNDED =
  'The rate is the first number divided by the second, shown to one decimal place, half up. Nothing is rounded before that.'
const NOT_ROUNDED = 'A whole number; nothing is rounded.'

/** What a figure means, its two whole numbers, and what they were counted from. */
export const whyFigure: UseCase<typeof contract.whyFigure> = async (context, { params, query }) => {
  const asked = await readFigure(context, params.schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span, behind: about, part } = asked.value
  const behind = enrolmentsBehind(facts, about)
  const { name, unit, counted, of: ofWords } = meaningOfFigure(about)
  const { count, of } = figureFrom(about, behind)
  const number = facts.journalNumber
  // Weekends and holidays at the ends are no sessions: the first and the last for which the school met are said.
  const met = facts.meets.subarray(span.from, span.to + 1)
  const [first, last] = [met.indexOf(1), met.lastIndexOf(1)]
  return success({
    name,
    unit,
    count,
    of,
    counted,
    ofWords,
    notGiven: isGivenFor(about.figure, weeksMet(facts, span).length) ? null : TOO_FEW_WEEKS,
    definition: definitionAsked(asked.value, query),
    part,
    rounding: of === null ? NOT_ROUNDED : ROUNDED,
    from: sessionAt(year, first < 0 ? span.from : span.from + first),
    until: sessionAt(year, last < 0 ? span.to : span.from + last),
    sessionsMet: (about.weekday === undefined ? [span] : spansOfWeekday(year, span, about.weekday)).reduce(
      (sum, { from, to }) => sum + facts.meets.subarray(from, to + 1).reduce((all, met) => all + met, 0),
      0,
    ),
    journal: { number, writtenAt: (await writtenAt(context.tx, { schoolId: params.schoolId, number })) ?? null },
    enrolments: {
      asked: behind.length,
      inRates: behind.filter(({ sessions }) => sessions.possible > 0).length,
      counted: behind.filter(({ isCounted }) => isCounted).length,
    },
  })
}
