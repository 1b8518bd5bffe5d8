import { authorityOf, type Laestab } from '../../../law/identifiers.ts'
import type { Phase as SchoolPhase } from '../../../roll/contract.ts'
import type { BenchmarksShown } from '../../contract/shown.ts'
import { authoritySpread, type Benchmark, benchmarkFor, type Phase, type Series } from '../benchmarks/benchmarks.ts'

/** The authorities whose rates this project carries, by the first three digits of a LAESTAB (GIAS), each with its region. */
const AUTHORITIES: Readonly<Record<string, { readonly name: string; readonly region: string }>> = {
  '881': { name: 'Essex', region: 'East of England' },
  '882': { name: 'Southend', region: 'East of England' },
  '883': { name: 'Thurrock', region: 'East of England' },
}

/** The phase of DfE’s tables for each phase of school: an all-through school stands beside all phases together. */
export const PHASES: Readonly<Record<SchoolPhase, Phase | undefined>> = {
  nursery: undefined,
  primary: 'primary',
  secondary: 'secondary',
  'all-through': 'all',
  special: 'special',
  'alternative-provision': 'pru',
  'sixteen-plus': undefined,
}

const EARLIEST = 2015

/**
 * DfE's rates to set beside a school's: England, its region and its authority, of its phase, in the latest whole year published up to the one
 * shown. One series only, the daily one unless asked otherwise: it runs above the census, so the two never stand side by side. Null for
 * phases of which DfE publishes none.
 */
export function benchmarksBeside(
  { phase, laestab }: { readonly phase: SchoolPhase; readonly laestab: Laestab },
  { year, series = 'daily' }: { readonly year: number; readonly series?: Series },
): BenchmarksShown | null {
  const of = PHASES[phase]
  if (of === undefined) return null
  const authority = AUTHORITIES[authorityOf(laestab)]
  for (let published = year; published >= EARLIEST; published--) {
    const ask = (level: Parameters<typeof benchmarkFor>[0]['level']) =>
      benchmarkFor({ series, level, phase: of, year: published })
    const national = ask('national')
    if (national === undefined) continue
    const rows = [
      national,
      ...(authority === undefined ? [] : [ask({ region: authority.region }), ask({ authority: authority.name })]),
    ].flatMap((row) => (row === undefined ? [] : [rowShown(row)]))
    return { series, phase: of, year: published, rows, spread: series === 'daily' ? spreadShown(of, published) : null }
  }
  return null
}

function rowShown({ level, place, absent, authorised, unauthorised, persistent, severe, source }: Benchmark) {
  return {
    level,
    place,
    absence: absent ?? null,
    authorised: authorised ?? null,
    unauthorised: unauthorised ?? null,
    persistent: persistent ?? null,
    severe: severe ?? null,
    source,
  }
}

/** Only of the year that the spread was typed for. */
const SPREAD_YEAR = 2025

function spreadShown(phase: Phase, year: number): BenchmarksShown['spread'] {
  if (year !== SPREAD_YEAR) return null
  const absence = authoritySpread(phase, 'absent')
  const persistent = authoritySpread(phase, 'persistent')
  return absence === undefined || persistent === undefined ? null : { absence, persistent }
}

/** Which quarter of England's authorities a rate would lie in: 1 for the least, 4 for the most; on a border in the lower one. */
export function quarterOf(
  rate: number,
  {
    firstQuartile,
    median,
    thirdQuartile,
  }: Pick<NonNullable<BenchmarksShown['spread']>['absence'], 'firstQuartile' | 'median' | 'thirdQuartile'>,
): 1 | 2 | 3 | 4 {
  if (rate <= firstQuartile) return 1
  if (rate <= median) return 2
  return rate <= thirdQuartile ? 3 : 4
}
