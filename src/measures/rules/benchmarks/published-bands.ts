import type { Phase } from './benchmarks.ts'

/** How England's enrolments lay over the bands of absence in one school year. */
export interface PublishedBands {
  readonly phase: Phase
  /** The calendar year the school year begins in. */
  readonly year: number
  /** Per cent of enrolments by band: 0–5 %, 5–10 %, … 45–50 %, 50 % and more. */
  readonly shares: readonly number[]
  readonly source: string
}

const SOURCE =
  'DfE, absence distributions dashboard (GitHub dfe-analytical-services/absence-distributions-dashboard), school census 2022/23, Open Government Licence v3'

const SHARES: Partial<Readonly<Record<Phase, readonly number[]>>> = {
  all: [51.4, 27.4, 10.1, 4.0, 2.0, 1.2, 0.8, 0.5, 0.4, 0.3, 2.0],
  primary: [56.1, 27.7, 9.2, 3.2, 1.4, 0.7, 0.4, 0.3, 0.2, 0.1, 0.7],
  secondary: [46.3, 27.2, 11.0, 4.8, 2.6, 1.6, 1.1, 0.8, 0.7, 0.5, 3.4],
  special: [35.3, 26.4, 13.6, 7.1, 4.0, 2.5, 1.7, 1.3, 1.0, 0.9, 6.2],
}

/** The newest distribution known of a phase, a whole year of the census; undefined for phases of which none was published. */
export function publishedBands(phase: Phase): PublishedBands | undefined {
  const shares = SHARES[phase]
  return shares === undefined ? undefined : { phase, year: 2022, shares, source: SOURCE }
}
