import { CLASS_OF_BYTE, STATISTICAL_CLASSES } from '../../../law/codes.ts'
import type { SessionSpan } from '../sessions.ts'

/** A run of absence: consecutive possible sessions that were all missed. */
export interface Spell {
  /** Places of its first and last missed session. */
  readonly from: number
  readonly to: number
  /** Sessions missed, which the places alone do not say. */
  readonly sessions: number
}

const classAt = (name: (typeof STATISTICAL_CLASSES)[number]) => STATISTICAL_CLASSES.indexOf(name) + 1
const ABSENT = [classAt('authorised'), classAt('unauthorised')]
const ATTENDED = [classAt('present'), classAt('approved-activity')]

/**
 * Spells of absence in a span. Sessions that are not possible (weekends, holidays, D, X, Y4, …), and those without a mark, neither
 * belong to a spell nor end it: only a session attended ends one. So a pupil away on Friday and Monday has one spell, of three or four
 * sessions, and not two. Our own definition: DfE publishes none.
 */
export function spellsIn(strip: Uint8Array, { from, to }: SessionSpan): readonly Spell[] {
  const spells: Spell[] = []
  let open: { from: number; to: number; sessions: number } | undefined
  for (let place = Math.max(0, from); place <= Math.min(to, strip.length - 1); place++) {
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

/** How many weeks had both a session attended and one missed. A week missed whole, or with nothing possible, is not broken. */
export function brokenWeeks(strip: Uint8Array, weeks: readonly SessionSpan[]): number {
  return weeks.filter(({ from, to }) => {
    const classes = [...strip.subarray(from, to + 1)].map((byte) => CLASS_OF_BYTE[byte] ?? 0)
    return classes.some((of) => ABSENT.includes(of)) && classes.some((of) => ATTENDED.includes(of))
  }).length
}

/** Lateness of one enrolment: how often, and how long where the time of arrival was entered. */
export interface Lateness {
  readonly sessions: number
  readonly minutes: number
  /** Late sessions whose minutes nobody entered: the minutes say nothing of these. */
  readonly withoutMinutes: number
}

/** Adds up lateness (L and U). @param minutes after the register began, by session; null where no time of arrival was entered. */
export function latenessOf(minutes: readonly (number | null)[]): Lateness {
  const known = minutes.filter((one) => one !== null)
  return {
    sessions: minutes.length,
    minutes: known.reduce((sum, one) => sum + one, 0),
    withoutMinutes: minutes.length - known.length,
  }
}

/** Bands by attendance that schools speak of: 95 % and over, 90 to 95, 85 to 90, 50 to 85, under 50. */
export type AttendanceBand = '95 and over' | '90 to 95' | '85 to 90' | '50 to 85' | 'under 50'

/**
 * The attendance band, by whole numbers. Exactly 90 % attended is exactly 10 % missed, which is persistently absent: so each of the
 * lower bands takes its upper end — 90 exactly is in "85 to 90" — and 50 exactly, severely absent, is in "under 50"; 95 exactly is "95 and over".
 */
export function attendanceBandOf({
  absent,
  possible,
}: {
  readonly absent: number
  readonly possible: number
}): AttendanceBand | undefined {
  if (possible === 0) return undefined
  if (20 * absent <= possible) return '95 and over'
  if (10 * absent < possible) return '90 to 95'
  if (20 * absent < 3 * possible) return '85 to 90'
  return 2 * absent < possible ? '50 to 85' : 'under 50'
}
