import type { Half } from '../../../kernel/session.ts'
import { minutesOf, type TimeOfDay } from '../../../kernel/time-of-day.ts'
import { ALL_CODES, type Code } from '../../../law/codes.ts'
import { type DayClock, lateMark, sessionTimes } from '../../../law/day-clock.ts'
import { givesWayToU, halfAt } from '../signing-in.ts'

/** What signing in now would do, told before it is done. The server decides again when it is. */
export interface ArrivalPreview {
  readonly half: Half
  readonly opens: TimeOfDay
  readonly closes: TimeOfDay
  /** The mark that would result; null where there is nothing to sign in for. */
  readonly mark: Code | null
  readonly minutesLate: number
  /** A better code that stands and stays. */
  readonly kept: boolean
}

/** What an arrival at this time makes of the mark that stands, by the pupil's own clock. */
export function previewArrival(clock: DayClock, stands: Code | null, time: TimeOfDay): ArrivalPreview {
  const half = halfAt(clock, time)
  const { open, close } = sessionTimes(clock, half)
  const worth = lateMark(clock, half, time)
  const minutesLate = Math.max(0, minutesOf(time) - minutesOf(open))
  const base = { half, opens: open, closes: close, minutesLate, kept: false }
  if (worth === 'present' || worth === 'session over') return { ...base, mark: null }
  if (worth === 'L') return { ...base, mark: 'L' }
  const kept = !givesWayToU(stands)
  return { ...base, mark: kept ? stands : 'U', kept }
}

const NAMES = new Map<string, string>(ALL_CODES.map(({ code, name }) => [code, name]))

/** The preview in one sentence. */
export function arrivalWords(preview: ArrivalPreview): string {
  const { mark, minutesLate, opens, closes, kept } = preview
  if (mark === null && minutesLate === 0)
    return `Nothing to sign in: the register opens at ${opens}, and their tutor marks them present. Late arrivals are signed in from then on.`
  if (mark === null) return 'The school day is over: there is nothing to sign in for.'
  if (kept)
    return `The register closed at ${closes}. ${mark} (${NAMES.get(mark) ?? mark}) stays; the time is kept beside it.`
  const late = minutesLate === 1 ? '1 minute' : `${minutesLate} minutes`
  if (mark === 'L') return `Late by ${late}. The register closes at ${closes}.`
  return `After the register closed at ${closes}: U, ${late} after it opened.`
}
