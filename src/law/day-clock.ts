import type { Half } from '../kernel/session.ts'
import { minutesOf, type TimeOfDay } from '../kernel/time-of-day.ts'
import { type DayClock, sessionTimes } from './session-times.ts'

export {
  type ClockFault,
  clockFaults,
  type StatedForAll,
  type StatedValue,
  type YearGroupClock,
} from './clock-faults.ts'
export { type DayClock, sessionTimes } from './session-times.ts'

/** `present`: there when taking began, so the slash of the half. `session over`: too late for any mark of presence in this half. */
export type LateMark = 'present' | 'L' | 'U' | 'session over'

/**
 * What an arrival is worth by the pupil's own clock. Clocks show whole minutes, and both boundary minutes are settled here:
 * whoever arrives in the minute the register opens is present as its taking begins (regulation 10(2), Table 1); in the minute it
 * closes, its taking has ended, so the mark is U. U only stands where no better code does: an agreed appointment stays M.
 */
export function lateMark(clock: DayClock, half: Half, arrivedAt: TimeOfDay): LateMark {
  const { open, close, end } = sessionTimes(clock, half)
  if (arrivedAt <= open) return 'present'
  if (arrivedAt < close) return 'L'
  return arrivedAt < end ? 'U' : 'session over'
}

export interface RegisterState {
  readonly state: 'not yet' | 'open' | 'closed' | 'session over'
  /** Minutes until the state changes: to opening, to closing, to the end of the session. 0 when it is over. */
  readonly minutesLeft: number
}

/** Whether a register can be taken now. Open from its opening minute up to, and not including, its closing minute. */
export function registerState(clock: DayClock, half: Half, now: TimeOfDay): RegisterState {
  const { open, close, end } = sessionTimes(clock, half)
  const until = (time: TimeOfDay) => minutesOf(time) - minutesOf(now)
  if (now < open) return { state: 'not yet', minutesLeft: until(open) }
  if (now < close) return { state: 'open', minutesLeft: until(close) }
  if (now < end) return { state: 'closed', minutesLeft: until(end) }
  return { state: 'session over', minutesLeft: 0 }
}
