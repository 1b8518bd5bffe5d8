import type { Half, SessionIndex } from '../../../kernel/session.ts'
import { minutesOf, type TimeOfDay } from '../../../kernel/time-of-day.ts'
import { CLASS_OF_BYTE, STATISTICAL_CLASSES } from '../../../law/codes.ts'
import { type DayClock, sessionTimes } from '../../../law/day-clock.ts'
import type { SessionSpan } from '../sessions.ts'

/** A run of absence: consecutive possible sessions that were all missed. */
export interface Spell {
  /** Places of its first and last missed session. */
  readonly from: SessionIndex
  readonly to: SessionIndex
  /** Sessions missed, which the places alone do not say. */
  readonly sessions: number
}

const classAt = (name: (typeof STATISTICAL_CLASSES)[number]) => STATISTICAL_CLASSES.indexOf(name) + 1
const ABSENT = [classAt('authorised'), classAt('unauthorised')]
const ATTENDED = [classAt('present'), classAt('approved-activity')]

/**
 * Spells of absence in a span. Sessions that are not possible (weekends, holidays, D, X, Y4, …), and those without a mark, neither
 * belong to a spell nor end it: only a session attended ends one. So a pupil away on Friday and Monday has one spell, of three or four
 * sessions, and not two. What spans the first or the last session of the span
 * counts with what lies within it. Our own definition: DfE publishes none.
 */
export function spellsIn(strip: Uint8Array, { from, to }: SessionSpan): readonly Spell[] {
  const spells: Spell[] = []
  let open: { from: SessionIndex; to: SessionIndex; sessions: number } | undefined
  for (let place = Math.max(0, from) as SessionIndex; place <= Math.min(to, strip.length - 1); place++) {
    const of = CLASS_OF_BYTE[strip[place] ?? 0] ?? 0
    if (ATTENDED.includes(of)) open = undefined
    if (!ABSENT.includes(of)) continue
    if (open === undefined) {
      open = { from: place, to: place, sessions: 0 }
      spells.push(open)
    }
    open.to = place
    open.sessions += 1
  }
  return spells
}

/** Lengths of a stay away as a school speaks of them, by sessions missed: two make a day, ten a school week. */
export const SPELL_LENGTHS = ['half-day', 'day', 'days', 'week', 'weeks'] as const
export type SpellLength = (typeof SPELL_LENGTHS)[number]

const SHORTEST: Readonly<Record<SpellLength, number>> = { 'half-day': 1, day: 2, days: 3, week: 10, weeks: 20 }

/** Which length a stay away of so many sessions has. A day may be an afternoon and the next morning. */
export function spellLength({ sessions }: Pick<Spell, 'sessions'>): SpellLength {
  return SPELL_LENGTHS.findLast((length) => sessions >= SHORTEST[length]) ?? 'half-day'
}

/** Whether a week has both a session attended and one missed. A week missed whole, or with nothing possible, is not broken. */
export function isBrokenWeek(strip: Uint8Array, { from, to }: SessionSpan): boolean {
  let absent = false
  let attended = false
  for (let place = from as number; place <= to && !(absent && attended); place++) {
    const of = CLASS_OF_BYTE[strip[place] ?? 0] ?? 0
    absent ||= ABSENT.includes(of)
    attended ||= ATTENDED.includes(of)
  }
  return absent && attended
}

/**
 * Minutes late: from the opening of the pupil's register by the clock of that day to their arrival. 0 where they came no later, which a mark
 * made despite the clock can say (a drill, a bus the class waited for).
 */
export function minutesLate(clock: DayClock, half: Half, arrivedAt: TimeOfDay): number {
  return Math.max(0, minutesOf(arrivedAt) - minutesOf(sessionTimes(clock, half).open))
}

/** Lateness of one enrolment or of many: how often, and how long where the time of arrival was entered. */
export interface Lateness {
  readonly sessions: number
  readonly minutes: number
  /** Late sessions whose time of arrival nobody entered: the minutes say nothing of these. */
  readonly withoutMinutes: number
}

/** Adds up lateness (L and U). @param minutes late, by session; null where no time of arrival was entered. */
export function latenessOf(minutes: readonly (number | null)[]): Lateness {
  const known = minutes.filter((one) => one !== null)
  return {
    sessions: minutes.length,
    minutes: known.reduce((sum, one) => sum + one, 0),
    withoutMinutes: minutes.length - known.length,
  }
}

/** Lengths of lateness, in minutes after the register opened; `unknown` where no time of arrival was entered. */
export const LATE_LENGTHS = ['under-5', '5-to-9', '10-to-19', '20-to-29', '30-or-more', 'unknown'] as const
export type LateLength = (typeof LATE_LENGTHS)[number]

const LATEST: readonly (readonly [below: number, length: LateLength])[] = [
  [5, 'under-5'],
  [10, '5-to-9'],
  [20, '10-to-19'],
  [30, '20-to-29'],
]

export function lateLength(minutes: number | null): LateLength {
  if (minutes === null) return 'unknown'
  return LATEST.find(([below]) => minutes < below)?.[1] ?? '30-or-more'
}
