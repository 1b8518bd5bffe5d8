import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { BeforeContext, UseCaseAfter } from '../../platform/http/use-case.ts'
import type { School } from '../../roll/contract.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { type SideBySide, YEAR_SO_FAR } from '../contract.ts'
import { type SchoolSummed, schoolsTogether } from '../rules/shown/schools-together.ts'
import { FEWEST_SHOWN } from '../rules/shown/small-numbers.ts'
import { periodAsked, readTotals, type TotalsOfYear, totalsShown } from './read-totals.ts'

/** The schools of a trust side by side, by name. */
export const trustTotals: UseCaseAfter<typeof contract.trustTotals, SideBySide> = async (_context, _input, read) =>
  success(read)

/** The schools of a local authority side by side, by name. */
export const authorityTotals: UseCaseAfter<typeof contract.authorityTotals, SideBySide> = async (
  _context,
  _input,
  read,
) => success(read)

/**
 * Every school that the caller may ask about, and their sums: done before the request's transaction (`bindAfter`), each school in a short one of
 * its own, so that registers are taken in between. A handful of statements a school, however many pupils it has, and only one school in memory.
 */
export async function readSideBySide(
  { inTransaction, now, tenants }: BeforeContext,
  { query }: { readonly query: { year?: SchoolYear | undefined; term?: string | undefined } },
): Promise<SideBySide> {
  const schools: SideBySide['schools'] = []
  const summed: SchoolSummed[] = []
  const without: School[] = []
  const terms = new Set<string>()
  for (const id of tenants) {
    const found = await inTransaction(async (tx) => {
      // The place itself is a tenant too, and is no school.
      const school = await schoolOf(tx, id as SchoolId)
      return school && { school, read: await readTotals(tx, school, { now, year: query.year }) }
    })
    if (found === undefined) continue
    const { school, read } = found
    const period = read.ok ? periodAsked(read.value, query.term) : read
    if (read.ok && period.ok) {
      schools.push(totalsShown(read.value, period.value))
      for (const { name } of read.value.periods.terms) terms.add(name)
    } else without.push(school)
    // A school without the term that is asked for still decides what is hidden of the others.
    if (read.ok) summed.push(summedOf(read.value))
  }
  schools.sort((one, other) => one.school.name.localeCompare(other.school.name, 'en-GB'))
  return {
    asOf: now,
    fewest: FEWEST_SHOWN,
    period: query.term ?? YEAR_SO_FAR,
    terms: [...terms],
    schools,
    sums: schoolsTogether(summed, query.term ?? YEAR_SO_FAR).map((one) => ({ ...one })),
    without: without.map(({ id, name, phase, urn, laestab }) => ({ id, name, phase, urn, laestab })),
  }
}

function summedOf({ school: { phase }, periods: { year, terms } }: TotalsOfYear): SchoolSummed {
  return { phase, periods: new Map([year, ...terms].map(({ name, all }) => [name, all])) }
}
