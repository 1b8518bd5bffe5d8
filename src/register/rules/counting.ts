import type { PupilId } from '../../kernel/ids.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { codeOfByte, meaningOfByte } from '../../law/codes.ts'
import type { PLACES } from '../contract.ts'
import { countedAs } from './counted-as.ts'
import type { AbsenceFromSite, Standing } from './standing.ts'

/** How a register stands in numbers. Everybody is counted once, but for `leftSite`, who are also present or late. */
export interface Counts {
  readonly present: number
  readonly late: number
  readonly absent: number
  /** On an approved activity, or at the other school. */
  readonly elsewhere: number
  /** Not due here: X, Q, Y1 to Y7, Z, #. */
  readonly notRequired: number
  readonly notMarked: number
  readonly leftSite: number
}

function isAway(absences: readonly AbsenceFromSite[]): boolean {
  return absences.at(-1)?.returned === null
}

/** Counts the pupils of a register by the class of their mark. Late after closing (U) is late: the child is on site. */
export function countRegister(
  pupilIds: readonly PupilId[],
  byteOf: (pupilId: PupilId) => number,
  absencesOf: (pupilId: PupilId) => readonly AbsenceFromSite[] = () => [],
): Counts {
  const counts = { present: 0, late: 0, absent: 0, elsewhere: 0, notRequired: 0, notMarked: 0, leftSite: 0 }
  for (const pupilId of pupilIds) {
    counts[countedAs(codeOfByte(byteOf(pupilId)) ?? null)] += 1
    if (isAway(absencesOf(pupilId))) counts.leftSite += 1
  }
  return counts
}

export type Place = (typeof PLACES)[number]

/** Where a pupil is, as far as the registers know, and since when if the desk recorded a time. */
export interface Whereabouts {
  readonly place: Place
  readonly time: TimeOfDay | null
}

/**
 * Where a pupil is by what stands for them in the session that now falls in. Somebody without a mark is `not-marked`, never
 * assumed to be anywhere: in an evacuation they must be looked for. A pupil who came back is on site, whatever their mark.
 */
export function whereaboutsOf(standing: Standing | undefined): Whereabouts {
  const meaning = meaningOfByte(standing?.byte ?? 0)
  const movement = standing?.absencesFromSite.at(-1)
  if (movement !== undefined && movement.returned === null) return { place: 'left-site', time: movement.left }
  if (movement !== undefined) return { place: 'on-site', time: movement.returned }
  const time = standing?.arrivedAt ?? null
  if (meaning === undefined || meaning.physical === 'unknown') return { place: 'not-marked', time: null }
  if (meaning.physical === 'in') return { place: 'on-site', time }
  // A better code than U, kept at sign-in or amended since: absent in law, but the child came through the door.
  if (time !== null) return { place: 'late', time }
  if (meaning.physical === 'late' || meaning.physical === 'late-in') return { place: 'late', time }
  if (meaning.physical === 'elsewhere') return { place: 'elsewhere', time: null }
  if (meaning.physical === 'none' || countedAs(meaning.code) === 'notRequired') return { place: 'not-due', time: null }
  return { place: meaning.code === 'N' ? 'no-reason' : 'absent', time: null }
}

/**
 * What is known of a pupil without a mark, by their sessions of today up to now. Until somebody has begun their register they
 * are `not-yet` registered, due or overdue: they are on their way, in the yard, or with a tutor who has not saved. Once it was
 * saved without them they are `not-marked`: somebody looked for them in their place and did not find them.
 */
export function unmarkedPlace(sessions: readonly { readonly begun: boolean }[]): 'not-due' | 'not-yet' | 'not-marked' {
  if (sessions.length === 0) return 'not-due'
  return sessions.some(({ begun }) => begun) ? 'not-marked' : 'not-yet'
}
