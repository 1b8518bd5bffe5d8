import { type Session, sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, codeOfByte } from '../../../law/codes.ts'
import { type SchoolCalendar, sessionsOf } from '../../../roll/contract.ts'
import { COUNTED_CODES } from '../national-threshold.ts'
import type { CountedMark } from './standing.ts'

const COUNTED = new Set(COUNTED_CODES.map((text) => byteOfCode(text)))

/** Where the sessions of a year's calendar lie in its strips: made once for a school. */
export interface Places {
  readonly places: Uint16Array
  readonly sessions: readonly Session[]
}

export function placesOf(calendar: SchoolCalendar): Places {
  const sessions = sessionsOf(calendar)
  return { sessions, places: Uint16Array.from(sessions, (session) => sessionIndex(session)) }
}

/** The sessions of G, N, O and U of a strip, on sessions of the calendar alone. */
export function countedMarks(strip: Uint8Array | undefined, { places, sessions }: Places): readonly CountedMark[] {
  if (strip === undefined) return []
  const found: CountedMark[] = []
  for (let at = 0; at < places.length; at++) {
    const byte = strip[places[at] ?? 0] ?? 0
    if (!COUNTED.has(byte)) continue
    const [code, session] = [codeOfByte(byte), sessions[at]]
    if (code !== undefined && session !== undefined) found.push({ session, code })
  }
  return found
}

/** The marks of one child at more schools than one: a session at which both counted is one. */
export function together(marks: readonly (readonly CountedMark[])[]): readonly CountedMark[] {
  const bySession = new Map<string, CountedMark>()
  for (const mark of marks.flat()) {
    const key = `${mark.session.day} ${mark.session.half}`
    if (!bySession.has(key)) bySession.set(key, mark)
  }
  return [...bySession.values()]
}

/** The marks without those of these sessions: a notice was given for them, or it was decided on them. */
export function without(marks: readonly CountedMark[], used: ReadonlySet<string>): readonly CountedMark[] {
  return used.size === 0 ? marks : marks.filter(({ session }) => !used.has(sessionKey(session)))
}

export function sessionKey({ day, half }: Session): string {
  return `${day}:${half}`
}
