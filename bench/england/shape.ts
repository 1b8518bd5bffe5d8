import type { SessionIndex } from '../../src/kernel/session.ts'
import { byteOfCode, type Code } from '../../src/law/codes.ts'
import {
  countStrip,
  isPersistentlyAbsent,
  isSeverelyAbsent,
  noSessions,
  sessionsOf,
} from '../../src/measures/rules/sessions.ts'
import type { Block } from './block.ts'
import { PHASES } from './draw.ts'
import { CELL, ENROLMENTS, PERSISTENT, SEVERE } from './kernel.ts'
import { AUTHORITIES, CELLS, YEAR_GROUPS } from './nation.ts'

/** The same table made by the functions that count pupils in the product, one enrolment at a time; and how many stand in each band. */
export function countByRule(block: Block): { counts: Float64Array; bands: number[][] } {
  const counts = new Float64Array(CELL * CELLS)
  const bands = PHASES.map(() => new Array<number>(11).fill(0))
  for (const { cell, strip, from, to } of block.enrolled()) {
    const codes = noSessions()
    countStrip(codes, strip, { from: from as SessionIndex, to: to as SessionIndex })
    const sessions = sessionsOf(codes)
    const at = cell * CELL
    for (let byte = 1; byte < 256; byte++) counts[at + byte] = (counts[at + byte] ?? 0) + (codes[byte] ?? 0)
    if (sessions.possible === 0) continue
    counts[at + ENROLMENTS] = (counts[at + ENROLMENTS] ?? 0) + 1
    counts[at + PERSISTENT] = (counts[at + PERSISTENT] ?? 0) + (isPersistentlyAbsent(sessions) ? 1 : 0)
    counts[at + SEVERE] = (counts[at + SEVERE] ?? 0) + (isSeverelyAbsent(sessions) ? 1 : 0)
    const band = Math.min(10, Math.floor((20 * sessions.absent) / sessions.possible))
    const ofPhase = bands[Math.floor(cell / (AUTHORITIES * YEAR_GROUPS))]
    if (ofPhase !== undefined) ofPhase[band] = (ofPhase[band] ?? 0) + 1
  }
  return { counts, bands }
}

/** Cells that differ between two tables; byte 0 is nobody's. */
export function differences(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let differing = 0
  for (let place = 0; place < CELL * CELLS; place++)
    if (place % CELL !== 0 && (one[place] ?? 0) !== (other[place] ?? 0)) differing++
  return differing
}

/** Sums cells into one: a phase, a region, an authority, a year group or any of them together. */
export function summed(
  counts: ArrayLike<number>,
  take: (at: { phase: number; authority: number; yearGroup: number }) => boolean,
): Float64Array {
  const sum = new Float64Array(CELL)
  for (let cell = 0; cell < CELLS; cell++) {
    const yearGroup = cell % YEAR_GROUPS
    const authority = Math.floor(cell / YEAR_GROUPS) % AUTHORITIES
    const phase = Math.floor(cell / YEAR_GROUPS / AUTHORITIES)
    if (!take({ phase, authority, yearGroup })) continue
    for (let place = 0; place < CELL; place++) sum[place] = (sum[place] ?? 0) + (counts[cell * CELL + place] ?? 0)
  }
  return sum
}

export interface PhaseFigures {
  readonly phase: string
  readonly enrolments: number
  readonly absence: number
  readonly persistent: number
  readonly severe: number
  /** The code furthest from DfE's mix, in sessions per 10,000 possible. */
  readonly furthest: { readonly code: Code; readonly drawn: number; readonly published: number }
}

/** What was drawn, phase by phase, against the published mix. */
export function phaseFigures(counts: ArrayLike<number>): PhaseFigures[] {
  return PHASES.map((shape, at) => {
    const sum = summed(counts, ({ phase }) => phase === at)
    const { possible, absent } = sessionsOf(Uint32Array.from(sum.subarray(0, 256), (sessions) => sessions / 1000))
    const per = (code: Code) => (10 * (sum[byteOfCode(code)] ?? 0)) / possible
    const mix = [...shape.attending, ...shape.absent].map(([code, published]) => ({
      code,
      published,
      drawn: per(code),
    }))
    const far = (one: { drawn: number; published: number }) => Math.abs(one.drawn - one.published)
    const furthest = mix.reduce((worst, one) => (far(one) > far(worst) ? one : worst))
    const enrolments = sum[ENROLMENTS] ?? 0
    const share = (place: number) => (100 * (sum[place] ?? 0)) / enrolments
    return {
      phase: shape.name,
      enrolments,
      absence: (100 * absent) / possible,
      persistent: share(PERSISTENT),
      severe: share(SEVERE),
      furthest,
    }
  })
}
