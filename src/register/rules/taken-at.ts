import type { Session } from '../../kernel/session.ts'
import { type Moment, momentAt, timeOfDay } from '../../kernel/time-of-day.ts'

/** How far a device's clock may be ahead of the server's before it is thought to be wrong. */
export const CLOCK_DRIFT_MINUTES = 5

const MIDNIGHT = timeOfDay('00:00')

/** When a register that waited on a device was taken, as the journal keeps it. */
export interface TimeTaken {
  readonly taken_at: Moment
  /** What the device said, where it cannot be true. */
  readonly device_said?: string
}

/**
 * The time that a device gives, where it can be true: on the session's day or later, and not after now. A device whose clock is
 * wrong must not lose a class its marks, so the save is taken at the server's time, and what the device said is kept beside it.
 */
export function timeTaken(said: string, facts: { session: Session; now: Moment }): TimeTaken {
  const { session, now } = facts
  const at = Date.parse(said)
  const ahead = at - Date.parse(now)
  const possible = at >= Date.parse(momentAt(session.day, MIDNIGHT)) && ahead <= CLOCK_DRIFT_MINUTES * 60_000
  if (!possible) return { taken_at: now, device_said: said }
  return { taken_at: ahead > 0 ? now : (said as Moment) }
}
