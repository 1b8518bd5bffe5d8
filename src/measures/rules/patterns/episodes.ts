import { byteOfCode, CLASS_OF_BYTE, STATISTICAL_CLASSES } from '../../../law/codes.ts'
import type { Enrolled } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { onRollWithin } from '../shown/asked.ts'

/** The school's sessions in order, each with its place in the strip: everything here counts in these, so holidays do not interrupt anything. */
export interface Timetable {
  /** Places in the strip of the sessions the school met for, in order. */
  readonly places: readonly number[]
  /** For each of `places`, the number of its school day, 0 for the first. */
  readonly dayOf: readonly number[]
  readonly days: number
}

export function timetableOf(meets: Uint8Array, span: SessionSpan): Timetable {
  const places: number[] = []
  const dayOf: number[] = []
  let days = 0
  let last = -1
  for (let place = Math.max(0, span.from); place <= Math.min(span.to, meets.length - 1); place++) {
    if (meets[place] !== 1) continue
    if (place >> 1 !== last) {
      last = place >> 1
      days++
    }
    places.push(place)
    dayOf.push(days - 1)
  }
  return { places, dayOf, days }
}

/**
 * One stay away: absent sessions one after the other, with nothing between but sessions at which the pupil could not have attended. The unit of
 * every pattern, because the sessions within one are not independent of each other: an illness of four days is one happening, not eight.
 */
export interface Episode {
  /** School days by number, first and last touched. */
  readonly firstDay: number
  readonly lastDay: number
  readonly sessions: number
  /** Where it is one session only: which half of the day. */
  readonly half: 'AM' | 'PM' | undefined
}

const AUTHORISED = STATISTICAL_CLASSES.indexOf('authorised') + 1
const UNAUTHORISED = STATISTICAL_CLASSES.indexOf('unauthorised') + 1
const PRESENT = STATISTICAL_CLASSES.indexOf('present') + 1
const APPROVED = STATISTICAL_CLASSES.indexOf('approved-activity') + 1

/** Absences that the school itself has set: a part-time timetable and an exclusion or suspension. They are nobody's habit of staying away. */
const SET_BY_SCHOOL: readonly number[] = [byteOfCode('C2'), byteOfCode('E')]

/** The stays away of one enrolment, in order. What the school has set (a part-time timetable, a suspension) is none, and ends none. A session without a mark ends one: nobody knows. */
export function episodesOf(enrolled: Enrolled, timetable: Timetable): Episode[] {
  const { from, to } = onRollWithin(enrolled, { from: 0, to: enrolled.strip.length - 1 } as SessionSpan)
  const episodes: Episode[] = []
  let open: { firstDay: number; lastDay: number; sessions: number; half: 'AM' | 'PM' | undefined } | undefined
  timetable.places.forEach((place, at) => {
    if (place < from || place > to) return
    const day = timetable.dayOf[at] ?? 0
    const byte = enrolled.strip[place] ?? 0
    if (SET_BY_SCHOOL.includes(byte)) return
    const statistical = CLASS_OF_BYTE[byte] ?? 0
    if (statistical === AUTHORISED || statistical === UNAUTHORISED) {
      if (open === undefined) {
        open = { firstDay: day, lastDay: day, sessions: 0, half: place % 2 === 0 ? 'AM' : 'PM' }
        episodes.push(open)
      } else open.half = undefined
      open.lastDay = day
      open.sessions++
    } else if (statistical === PRESENT || statistical === APPROVED || statistical === 0) open = undefined
  })
  return episodes
}
