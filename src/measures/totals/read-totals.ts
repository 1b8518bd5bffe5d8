import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { lastDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { School } from '../../roll/contract.ts'
import { dayClocksOn } from '../../roll/index.ts'
import type { Target } from '../contract/shown.ts'
import { loadFacts } from '../load-facts.ts'
import type { SchoolFacts } from '../rules/facts.ts'
import { benchmarksBeside } from '../rules/shown/benchmarks-beside.ts'
import { countedUntil, spanCounted } from '../rules/shown/counted-until.ts'
import { firstDayMet, lastSessionMet } from '../rules/stretches.ts'
import { FLAGS_OF_TOTALS, wholeOfTotals } from '../rules/totals/groups-of-totals.ts'
import { type Period, type Periods, periodsOf } from '../rules/totals/periods.ts'
import { targetsOf } from '../targets/keep-targets.ts'

/** A school year of a school by all that readers may ask of it who see no single pupil. */
export interface TotalsOfYear {
  readonly school: School
  readonly facts: SchoolFacts
  readonly periods: Periods
  readonly targets: readonly Target[]
}

/** @returns a refusal where no register of the year has closed. */
export async function readTotals(
  tx: Tx,
  school: School,
  of: { now: Moment; year?: SchoolYear | undefined },
): Promise<Result<TotalsOfYear>> {
  const schoolId: SchoolId = school.id
  const now = schoolTime(of.now)
  const year = of.year ?? schoolYearOf(now.day)
  const last = countedUntil(year, now, await dayClocksOn(tx, { schoolId, day: now.day }))
  if (last === -1)
    return refused('measures.no-such-days', 'No register of this school year has closed yet. Choose an earlier year.')
  // One day for the year and all its terms: were a pupil in another group in the answer about autumn than in that about the year, the
  // difference of the two would be that pupil.
  const [on = now.day] = [lastDayOf(year), now.day].sort()
  const facts = await loadFacts(tx, { schoolId, year, on, flags: FLAGS_OF_TOTALS })
  const counted = spanCounted(facts, { from: 0 as SessionIndex, to: last })
  if (counted === undefined)
    return refused('measures.no-such-days', 'Nothing has been counted in this school year. Choose another.')
  const targets = await targetsOf(tx, { schoolId, year })
  return success({ school, facts, periods: periodsOf(facts, counted.to), targets })
}

/** The period asked for: the year so far where no term is named. @returns a refusal where no such term has begun. */
export function periodAsked({ periods }: Pick<TotalsOfYear, 'periods'>, term: string | undefined): Result<Period> {
  const period = term === undefined ? periods.year : periods.terms.find(({ name }) => name === term)
  if (period !== undefined) return success(period)
  return refused('measures.no-such-term', 'No term of that name has begun in this school year. Choose another.')
}

/** What every page says of the whole school in one period. */
export function totalsShown({ school, facts, periods, targets }: TotalsOfYear, period: Period) {
  const { id, name, phase, urn, laestab } = school
  return {
    school: { id, name, phase, urn, laestab },
    year: facts.year,
    period: period.name,
    from: firstDayMet(facts, period.span),
    until: lastSessionMet(facts, period.span),
    journalNumber: facts.journalNumber,
    all: wholeOfTotals(periods, period),
    targets: [...targets],
    benchmarks: benchmarksBeside({ phase, laestab }, { year: facts.year }),
  }
}
