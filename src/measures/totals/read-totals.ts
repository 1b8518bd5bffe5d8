import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { FlagKind, School } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn } from '../../roll/index.ts'
import { YEAR_SO_FAR } from '../contract/totals.ts'
import { loadFacts } from '../load-facts.ts'
import type { SchoolFacts } from '../rules/facts.ts'
import type { SessionSpan } from '../rules/sessions.ts'
import { benchmarksBeside } from '../rules/shown/benchmarks-beside.ts'
import { divisionsOf, partsOf, totalShown } from '../rules/shown/cohorts.ts'
import { countedUntil, placeOfEnd } from '../rules/shown/counted-until.ts'
import { divisionsShown } from '../rules/shown/divisions-shown.ts'
import { enrolmentFigures, type GroupFigures, groupFigures } from '../rules/shown/group-figures.ts'
import { firstDayMet, lastSessionMet } from '../rules/stretches.ts'
import { targetsOf } from '../targets/keep-targets.ts'

/** Groups that DfE publishes figures of, so that a governor may know them of the own school. Nothing about health, care or protection. */
const FLAGS_OF_TOTALS: readonly FlagKind[] = ['sen-support', 'ehcp', 'eal', 'fsm', 'pupil-premium']

export interface Totals {
  readonly facts: SchoolFacts
  readonly span: SessionSpan
  /** Every span that may be asked for: the year so far, and each term that has begun. */
  readonly spans: readonly SessionSpan[]
  /** The terms that have begun. */
  readonly terms: readonly string[]
  /** Of the whole school, with nothing hidden: for adding up, not for showing. */
  readonly all: GroupFigures
  readonly shown: Awaited<ReturnType<typeof shownOf>>
}

/** The whole school in a term or in the year so far, for readers who see no single pupil. @returns a refusal where nothing can be counted yet. */
export async function readTotals(
  tx: Tx,
  school: School,
  of: { now: Moment; year?: SchoolYear | undefined; term?: string | undefined },
): Promise<Result<Totals>> {
  const schoolId: SchoolId = school.id
  const now = schoolTime(of.now)
  const year = of.year ?? schoolYearOf(now.day)
  const last = countedUntil(year, now, await dayClocksOn(tx, { schoolId, day: now.day }))
  const terms = ((await calendarOf(tx, { schoolId, year }))?.terms ?? []).filter(
    ({ first }) => placeOfEnd(year, first) <= last,
  )
  const term = terms.find(({ name }) => name === of.term)
  if (of.term !== undefined && term === undefined)
    return refused('measures.no-such-term', 'No term of that name has begun in this school year. Choose another.')
  const spanOf = (from: Day, to: Day): SessionSpan => ({
    from: (placeOfEnd(year, from) - 1) as SessionIndex,
    to: Math.min(last, placeOfEnd(year, to)) as SessionIndex,
  })
  const first: Day = term?.first ?? firstDayOf(year)
  const end: Day = term?.last ?? lastDayOf(year)
  const span = spanOf(first, end)
  const spans = [spanOf(firstDayOf(year), lastDayOf(year)), ...terms.map((one) => spanOf(one.first, one.last))]
  if (span.to < span.from)
    return refused('measures.no-such-days', 'No register of this school year has closed yet. Choose an earlier year.')
  const [on = now.day] = [end, now.day].sort()
  const facts = await loadFacts(tx, { schoolId, year, on, flags: FLAGS_OF_TOTALS })
  const period = term?.name ?? YEAR_SO_FAR
  const all = groupFigures(facts.enrolled.map((one) => enrolmentFigures(one, span)))
  const shown = await shownOf(tx, school, { facts, span, period, all })
  return success({ facts, span, spans, terms: terms.map(({ name }) => name), all, shown })
}

async function shownOf(
  tx: Tx,
  { id, name, phase, urn, laestab }: School,
  of: { facts: SchoolFacts; span: SessionSpan; period: string; all: GroupFigures },
) {
  const { facts, span, period, all } = of
  return {
    school: { id, name, phase, urn, laestab },
    year: facts.year,
    period,
    from: firstDayMet(facts, span),
    until: lastSessionMet(facts, span),
    journalNumber: facts.journalNumber,
    all: totalShown(all, { countsToo: true }),
    targets: await targetsOf(tx, { schoolId: id, year: facts.year }),
    benchmarks: benchmarksBeside({ phase, laestab }, { year: facts.year }),
  }
}

/** The groups of a whole school, with everything hidden that would tell of a few. */
export function groupsOfTotals({ facts, span }: Pick<Totals, 'facts' | 'span'>) {
  const each = facts.enrolled.map((one) => enrolmentFigures(one, span))
  const parts = partsOf(each, { flags: FLAGS_OF_TOTALS, groupNames: new Map() })
  return divisionsShown(divisionsOf(each, { parts, countsToo: true }))
}
