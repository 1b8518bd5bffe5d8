import type { Half } from '../kernel/session.ts'
import type { TimeOfDay } from '../kernel/time-of-day.ts'

/** When a pupil's day begins and ends, and when each of its two registers opens and closes. One for each year group. */
export interface DayClock {
  /** When the school asks pupils to be there. Of no effect in law: the register's opening decides. */
  readonly arriveBy: TimeOfDay
  readonly amOpen: TimeOfDay
  readonly amClose: TimeOfDay
  readonly pmOpen: TimeOfDay
  readonly pmClose: TimeOfDay
  readonly dayEnd: TimeOfDay
}

/** The times of one half of the day. The morning is over when the afternoon register opens: schools state no other end. */
export function sessionTimes(
  clock: DayClock,
  half: Half,
): { readonly open: TimeOfDay; readonly close: TimeOfDay; readonly end: TimeOfDay } {
  return half === 'AM'
    ? { open: clock.amOpen, close: clock.amClose, end: clock.pmOpen }
    : { open: clock.pmOpen, close: clock.pmClose, end: clock.dayEnd }
}
