import type { Code } from '../../law/codes.ts'
import type { Phase } from './types.ts'

/** Sessions per 10,000 possible ones. */
export type CodeMix = Readonly<Partial<Record<Code, number>>>

/**
 * DfE, "Pupil attendance in schools", 8 September 2025 to 10 July 2026, state-funded schools in England, by phase
 * (`EES_ytd_data.csv`, Open Government Licence v3), as this project rounded it.
 */
export const PUBLISHED_MIX: Readonly<Record<Phase, CodeMix>> = {
  primary: {
    ...{ L: 112, V: 73, B: 19, P: 9, W: 0, K: 2, I: 279, M: 27, R: 6.6, S: 0, T: 1.4, E: 3.7 },
    ...{ C: 37, C1: 0.3, J1: 1.7, C2: 17, G: 53, U: 17, O: 79, N: 5 },
  },
  secondary: {
    ...{ L: 279, V: 73, B: 30, P: 14, W: 31, K: 8, I: 363, M: 38, R: 5.8, S: 10, T: 0.3, E: 29 },
    ...{ C: 43, C1: 0.5, J1: 1.6, C2: 32, G: 31, U: 30, O: 261, N: 5 },
  },
  special: {
    ...{ L: 77, V: 46, B: 89, P: 5, W: 6, K: 10, I: 502, M: 102, R: 5.3, S: 2.3, T: 0.7, E: 17 },
    ...{ C: 168, C1: 0.5, J1: 1, C2: 159, G: 41, U: 32, O: 280, N: 7 },
  },
}

/**
 * What the demo's schools are drawn to. Two departures from the published mix, both for truth: N may not stand for more than
 * five school days, so in a year that is over every N has become O; and nobody in Years 7 to 9 has study leave or work
 * experience, so the lower academy has neither.
 */
export function targetMix(phase: Phase): CodeMix {
  const published = PUBLISHED_MIX[phase]
  const lower = phase === 'secondary' ? { S: 0, W: 0 } : {}
  return { ...published, ...lower, O: (published.O ?? 0) + (published.N ?? 0), N: 0 }
}

export const ABSENCE_CODES = ['I', 'M', 'R', 'S', 'T', 'E', 'C', 'C1', 'J1', 'C2', 'G', 'U', 'O', 'N'] as const

export function absencePer10000(mix: CodeMix): number {
  return ABSENCE_CODES.reduce((sum, code) => sum + (mix[code] ?? 0), 0)
}

/**
 * Percent of enrolments by absence rate: 0 to 5 %, 5 to 10 %, … 45 to 50 %, 50 % and over. Whole year 2022/23, the newest
 * complete set (DfE absence distributions, Open Government Licence v3).
 */
export const PUBLISHED_BANDS: Readonly<Record<Phase, readonly number[]>> = {
  primary: [56.1, 27.7, 9.2, 3.2, 1.4, 0.7, 0.4, 0.3, 0.2, 0.1, 0.7],
  secondary: [46.3, 27.2, 11.0, 4.8, 2.6, 1.6, 1.1, 0.8, 0.7, 0.5, 3.4],
  special: [35.3, 26.4, 13.6, 7.1, 4.0, 2.5, 1.7, 1.3, 1.0, 0.9, 6.2],
}

/** Percent of enrolments that were persistently absent in 2025/26, the year the mix is of. */
export const PUBLISHED_PERSISTENT: Readonly<Record<Phase, number>> = {
  primary: 13.77,
  secondary: 23.77,
  special: 36.06,
}

/** Percent of pupils who missed no session at all: 8 in 100 of secondary pupils in 2016/17, fewer since. */
const NONE_MISSED = 4
const PERSISTENT_FROM = 2

/** The bands of 2022/23 brought to 2025/26: the part at 10 % and over shrinks with persistent absence, the rest grows evenly. */
export function expectedBands(phase: Phase): number[] {
  const bands = PUBLISHED_BANDS[phase]
  const total = (from: number, to?: number) => bands.slice(from, to).reduce((sum, band) => sum + band, 0)
  const persistent = PUBLISHED_PERSISTENT[phase]
  const above = persistent / total(PERSISTENT_FROM)
  const below = (100 - persistent) / total(0, PERSISTENT_FROM)
  return bands.map((band, index) => band * (index < PERSISTENT_FROM ? below : above))
}

/**
 * The absence rate (0 to 1) below which this share (0 to 1) of pupils lies. `lean` says where in a band its pupils are:
 * 1 evenly, more than 1 towards its lower edge.
 */
function bandQuantile(bands: readonly number[], share: number, lean: number): number {
  let left = share * 100
  for (const [index, band] of bands.entries()) {
    if (left <= band || index === bands.length - 1) {
      if (index === 0)
        return left < NONE_MISSED ? 0 : 0.05 * ((left - NONE_MISSED) / (band - NONE_MISSED)) ** Math.min(lean, 1.15)
      const within = Math.min(1, left / band)
      // The last band reaches from half the year to nearly all of it, most pupils nearer to half.
      if (index === bands.length - 1) return 0.5 + 0.45 * within ** 2
      return 0.05 * (index + within ** lean)
    }
    left -= band
  }
  return 0
}

/**
 * Absence rates for `count` pupils, ascending: the expected bands, with pupils placed inside them so that the mean is the
 * overall absence of the mix.
 */
export function ratesFor(phase: Phase, count: number): number[] {
  const aim = absencePer10000(targetMix(phase)) / 10_000
  const bands = expectedBands(phase)
  const rates = (lean: number) => Array.from({ length: count }, (_, i) => bandQuantile(bands, (i + 0.5) / count, lean))
  const mean = (of: readonly number[]) => of.reduce((sum, rate) => sum + rate, 0) / count
  let [low, high] = [0.3, 4]
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2
    if (mean(rates(middle)) > aim) low = middle
    else high = middle
  }
  return rates(low)
}

/** Overall absence of England by week within each half-term of 2024/25 and 2025/26, as a curve to be stretched. */
const HALF_TERM_CURVES: readonly (readonly number[])[] = [
  [4.75, 5.7, 5.97, 6.0, 5.76, 6.16, 7.15],
  [6.06, 5.95, 6.9, 7.05, 7.1, 7.5, 10.6],
  [6.8, 6.6, 6.7, 6.9, 7.1, 7.6],
  [6.2, 6.1, 6.4, 6.7, 7.3, 10.2],
  [6.6, 6.7, 6.8, 7.0, 7.5],
  [6.9, 6.9, 7.1, 7.3, 7.6, 8.2, 9.2],
]

/** How much is missed in a week, given its half-term (0 to 5) and its place in it. */
export function weekWeight(halfTerm: number, week: { readonly index: number; readonly of: number }): number {
  const curve = HALF_TERM_CURVES[halfTerm] ?? [7]
  const along = week.of <= 1 ? 0 : (week.index / (week.of - 1)) * (curve.length - 1)
  const low = curve[Math.floor(along)] ?? 7
  const high = curve[Math.ceil(along)] ?? low
  return low + (high - low) * (along % 1)
}

/** Starts of short absences, Monday to Friday: tuned so that Friday lies about a point above Wednesday. */
export const SHORT_SPELL_DAYS = [0.99, 0.97, 0.96, 1.0, 1.24] as const
export const LONG_SPELL_DAYS = [1.05, 1.0, 0.98, 0.97, 1.0] as const
