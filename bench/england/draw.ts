import { byteOfCode, type Code } from '../../src/law/codes.ts'
import { STRIDE } from './kernel.ts'

/** A source of numbers from 0 to 1 that gives the same ones again for the same seed (a 32-bit mixing generator). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What DfE publishes of a phase: the shape that drawn pupils must have. */
export interface PhaseShape {
  readonly name: 'primary' | 'secondary' | 'special'
  /** Sessions per 10,000 possible, by code, 2025/26 to 10 July 2026 (domain reference §7.7). */
  readonly attending: readonly (readonly [Code, number])[]
  readonly absent: readonly (readonly [Code, number])[]
  /** Share of enrolments by absence: 0–5 %, 5–10 %, … 45–50 %, 50 % and more; whole year 2022/23 (§7.5). Parts of 1. */
  readonly bands: readonly number[]
}

const percent = (shares: readonly number[]) => {
  const all = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / all)
}

export const PHASES: readonly PhaseShape[] = [
  {
    name: 'primary',
    attending: [
      ['L', 112],
      ['V', 73],
      ['B', 19],
      ['P', 9],
      ['K', 2],
    ],
    absent: [
      ['I', 279],
      ['M', 27],
      ['R', 6.6],
      ['T', 1.4],
      ['E', 3.7],
      ['C', 37],
      ['C1', 0.3],
      ['J1', 1.7],
      ['C2', 17],
      ['G', 53],
      ['U', 17],
      ['O', 79],
      ['N', 5],
    ],
    bands: percent([56.1, 27.7, 9.2, 3.2, 1.4, 0.7, 0.4, 0.3, 0.2, 0.1, 0.7]),
  },
  {
    name: 'secondary',
    attending: [
      ['L', 279],
      ['V', 73],
      ['B', 30],
      ['P', 14],
      ['W', 31],
      ['K', 8],
    ],
    absent: [
      ['I', 363],
      ['M', 38],
      ['R', 5.8],
      ['S', 10],
      ['T', 0.3],
      ['E', 29],
      ['C', 43],
      ['C1', 0.5],
      ['J1', 1.6],
      ['C2', 32],
      ['G', 31],
      ['U', 30],
      ['O', 261],
      ['N', 5],
    ],
    bands: percent([46.3, 27.2, 11.0, 4.8, 2.6, 1.6, 1.1, 0.8, 0.7, 0.5, 3.4]),
  },
  {
    name: 'special',
    attending: [
      ['L', 77],
      ['V', 46],
      ['B', 89],
      ['P', 5],
      ['W', 6],
      ['K', 10],
    ],
    absent: [
      ['I', 502],
      ['M', 102],
      ['R', 5.3],
      ['S', 2.3],
      ['T', 0.7],
      ['E', 17],
      ['C', 168],
      ['C1', 0.5],
      ['J1', 1],
      ['C2', 159],
      ['G', 41],
      ['U', 32],
      ['O', 280],
      ['N', 7],
    ],
    bands: percent([35.3, 26.4, 13.6, 7.1, 4.0, 2.5, 1.7, 1.3, 1.0, 0.9, 6.2]),
  },
]

/** Sessions of 190 school days of 2025/26 as places of a strip: weekdays from 2 September without the usual holidays. */
export const MET: readonly number[] = (() => {
  const places: number[] = []
  const first = Date.UTC(2025, 7, 1)
  const away = [
    ['2025-10-27', '2025-10-31'],
    ['2025-12-22', '2026-01-02'],
    ['2026-02-16', '2026-02-20'],
    ['2026-03-30', '2026-04-10'],
    ['2026-05-04', '2026-05-04'],
    ['2026-05-25', '2026-05-29'],
  ] as const
  for (let day = Date.UTC(2025, 8, 2); places.length < 380; day += 86_400_000) {
    const text = new Date(day).toISOString().slice(0, 10)
    const weekday = new Date(day).getUTCDay()
    if (weekday === 0 || weekday === 6 || away.some(([from, to]) => from <= text && text <= to)) continue
    const place = (2 * (day - first)) / 86_400_000
    places.push(place, place + 1)
  }
  return places
})()

const AM = byteOfCode('/')
const PM = byteOfCode('\\')
const TEMPLATE = Uint8Array.from({ length: STRIDE }, (_, place) =>
  MET.includes(place) ? (place % 2 === 0 ? AM : PM) : 0,
)

/** Draws strips of one phase. */
export interface Drawer {
  /** Fills 736 bytes at a place and answers the span on roll, first and last session. */
  readonly draw: (into: Uint8Array, at: number, random: () => number) => readonly [from: number, to: number]
}

const cumulative = (weights: readonly number[]) => {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let so = 0
  return weights.map((weight) => (so += weight / all))
}

const pick = (steps: readonly number[], at: number) => {
  let place = 0
  while (place < steps.length - 1 && at >= (steps[place] ?? 1)) place++
  return place
}

/**
 * How far pupils of a band lean to its lower end, so that bands (2022/23) and total (2025/26) both hold: with u drawn evenly, a band from a
 * to b is entered at a + (b − a) · u^lean.
 */
export function leanOf(phase: PhaseShape): number {
  const wanted = phase.absent.reduce((sum, [, sessions]) => sum + sessions, 0) / 10_000
  const floor = phase.bands.reduce((sum, share, band) => sum + share * band * 0.05, 0)
  const widths = phase.bands.reduce((sum, share, band) => sum + share * (band === 10 ? 0.5 : 0.05), 0)
  return widths / (wanted - floor) - 1
}

/** One enrolment in twenty-five came or left during the year. */
const MOVED = 0.04

export function drawerOf(phase: PhaseShape): Drawer {
  const bandSteps = cumulative(phase.bands)
  const lean = leanOf(phase)
  const absentSteps = cumulative(phase.absent.map(([, weight]) => weight))
  const absentBytes = phase.absent.map(([code]) => byteOfCode(code))
  const attendingSteps = cumulative(phase.attending.map(([, weight]) => weight))
  const attendingBytes = phase.attending.map(([code]) => byteOfCode(code))
  const attendingAll = phase.attending.reduce((sum, [, weight]) => sum + weight, 0) / 10_000

  const spanOf = (random: () => number): readonly [first: number, last: number] => {
    if (random() >= MOVED) return [0, MET.length - 1]
    const cut = Math.floor(random() * (MET.length / 2)) * 2
    return random() < 0.5 ? [cut, MET.length - 1] : [0, cut + 1]
  }

  const absences = (possible: number, random: () => number): number => {
    const band = pick(bandSteps, random())
    const from = band * 0.05
    const width = band === 10 ? 0.5 : 0.05
    const most = band === 10 ? possible : Math.ceil((from + width) * possible) - 1
    const drawn = Math.round((from + width * random() ** lean) * possible)
    return Math.max(Math.ceil(from * possible - 1e-9), Math.min(most, drawn))
  }

  const draw = (into: Uint8Array, at: number, random: () => number): readonly [number, number] => {
    into.set(TEMPLATE, at)
    const [first, last] = spanOf(random)
    const possible = last - first + 1
    let left = absences(possible, random)
    while (left > 0) {
      // Illness and the rest come in spells: half of them a whole day, the others longer.
      let spell = Math.min(left, random() < 0.5 ? 2 : 2 + 2 * Math.floor(random() * 5))
      const byte = absentBytes[pick(absentSteps, random())] ?? 0
      let place = first + Math.floor(random() * possible)
      while (spell > 0) {
        const here = at + (MET[place] ?? 0)
        if (into[here] === AM || into[here] === PM) {
          into[here] = byte
          spell--
          left--
        }
        place = place === last ? first : place + 1
      }
    }
    // L and the approved activities stand where the pupil attended.
    const other = Math.floor(attendingAll * possible + random())
    for (let tries = 0, set = 0; set < other && tries < 4 * other; tries++) {
      const here = at + (MET[first + Math.floor(random() * possible)] ?? 0)
      if (into[here] !== AM && into[here] !== PM) continue
      into[here] = attendingBytes[pick(attendingSteps, random())] ?? 0
      set++
    }
    return possible === MET.length ? [0, 731] : [MET[first] ?? 0, MET[last] ?? 731]
  }
  return { draw }
}
