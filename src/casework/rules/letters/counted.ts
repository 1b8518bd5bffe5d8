import type { Day } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type Half, sessionAt } from '../../../kernel/session.ts'
import { byteOfCode, CLASS_OF_BYTE, STATISTICAL_CLASSES } from '../../../law/codes.ts'

/** One possible session of a child: what is not possible is in no percentage and therefore in no letter. */
export interface CountedSession {
  readonly day: Day
  readonly half: Half
  /** `ill`: codes I and M, authorised. */
  readonly as: 'attended' | 'ill' | 'authorised' | 'unauthorised'
  readonly late: boolean
}

/** What sessions come to. A late that counts as attended is both. */
export interface Counted {
  readonly possible: number
  readonly attended: number
  readonly ill: number
  readonly authorised: number
  readonly unauthorised: number
  readonly lates: number
}

const [ILL, MEDICAL, LATE, LATE_AFTER] = (['I', 'M', 'L', 'U'] as const).map(byteOfCode)
const KINDS = ['attended', 'ill', 'authorised', 'unauthorised'] as const

/** What each byte of a strip counts as: 0 as nothing, else one more than its place in `KINDS`. By the classes that every figure is made of. */
const KIND_OF_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const as = kindOf(byte)
  return as === undefined ? 0 : KINDS.indexOf(as) + 1
})

function isLate(byte: number): boolean {
  return byte === LATE || byte === LATE_AFTER
}

/** Two places of a year, both included; none where `to` comes before `from`. */
interface Places {
  readonly from: number
  readonly to: number
}

/** Reads the possible sessions of strips of one year. Sessions are made once and shared: a school has a thousand strips with the same days. */
export function sessionsOfYear(year: SchoolYear): (strip: Uint8Array, of: Places) => readonly CountedSession[] {
  const made = new Map<number, CountedSession>()
  const sessionOf = (place: number, kind: number, late: boolean): CountedSession | undefined => {
    const key = 16 * place + 2 * kind + (late ? 1 : 0)
    const as = KINDS[kind - 1]
    if (!made.has(key) && as !== undefined) made.set(key, { ...sessionAt(year, place), as, late })
    return made.get(key)
  }
  return (strip, { from, to }) => {
    const found: CountedSession[] = []
    for (let place = from; place <= to; place++) {
      const byte = strip[place] ?? 0
      const kind = KIND_OF_BYTE[byte] ?? 0
      const session = kind === 0 ? undefined : sessionOf(place, kind, isLate(byte))
      if (session !== undefined) found.push(session)
    }
    return found
  }
}

/** What the possible sessions of a strip come to, from its bytes alone. */
export function countBytes(strip: Uint8Array, { from, to }: Places): Counted {
  const sums: [number, number, number, number, number] = [0, 0, 0, 0, 0]
  let lates = 0
  for (let place = Math.max(0, from); place <= to; place++) {
    const byte = strip[place] ?? 0
    const kind = (KIND_OF_BYTE[byte] ?? 0) as 0 | 1 | 2 | 3 | 4
    sums[kind]++
    if (kind !== 0 && isLate(byte)) lates++
  }
  const [, attended, ill, authorised, unauthorised] = sums
  return { possible: attended + ill + authorised + unauthorised, attended, ill, authorised, unauthorised, lates }
}

function kindOf(byte: number): CountedSession['as'] | undefined {
  switch (STATISTICAL_CLASSES[(CLASS_OF_BYTE[byte] ?? 0) - 1]) {
    case 'present':
    case 'approved-activity':
      return 'attended'
    case 'authorised':
      return byte === ILL || byte === MEDICAL ? 'ill' : 'authorised'
    case 'unauthorised':
      return 'unauthorised'
    default:
      return undefined
  }
}

export function countUp(sessions: readonly CountedSession[]): Counted {
  const counts = { attended: 0, ill: 0, authorised: 0, unauthorised: 0, lates: 0 }
  for (const { as, late } of sessions) {
    counts[as] += 1
    if (late) counts.lates += 1
  }
  return { possible: sessions.length, ...counts }
}

export function absentOf({ possible, attended }: Pick<Counted, 'possible' | 'attended'>): number {
  return possible - attended
}

/** Below a percentage, in whole numbers: percentages of a policy have at most two decimal places. */
export function isBelow({ attended, possible }: Pick<Counted, 'attended' | 'possible'>, percent: number): boolean {
  return possible > 0 && 10_000 * attended < Math.round(100 * percent) * possible
}

/** The same sums as though the child had not been due in school while ill. */
export function withoutIllness(counted: Counted): Counted {
  return { ...counted, possible: counted.possible - counted.ill, ill: 0 }
}

/**
 * The last day of the first so many possible sessions, one after the other, that are at or above a percentage; undefined where there are
 * none. Illness neither helps nor hinders: it is passed over.
 */
export function betterOn(
  sessions: readonly CountedSession[],
  of: { readonly percent: number; readonly length: number },
): Day | undefined {
  const counted = sessions.filter(({ as }) => as !== 'ill')
  let attended = 0
  for (const [at, session] of counted.entries()) {
    if (session.as === 'attended') attended += 1
    if (counted[at - of.length]?.as === 'attended') attended -= 1
    if (at + 1 >= of.length && !isBelow({ attended, possible: of.length }, of.percent)) return session.day
  }
  return undefined
}

/** "11 and a half days", "half a day", "1 day". */
export function daysInWords(sessions: number): string {
  const whole = Math.floor(sessions / 2)
  if (sessions % 2 === 0) return whole === 1 ? '1 day' : `${whole} days`
  return whole === 0 ? 'half a day' : `${whole} and a half days`
}
