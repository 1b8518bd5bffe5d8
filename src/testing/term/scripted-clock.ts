import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import type { MovableClock } from '../../platform/clock.ts'

/** A clock that stands still until it is moved: a simulation on a slow machine has the same times as on a fast one. */
export interface ScriptedClock extends MovableClock {
  /** A little later: acts that follow one another have times that do. */
  step(seconds?: number): void
}

export function scriptedClock(start: Moment): ScriptedClock {
  let at = Date.parse(start)
  return {
    now: () => momentFromMilliseconds(at),
    moveTo: (moment) => {
      at = Date.parse(moment)
    },
    step: (seconds = 1) => {
      at += seconds * 1000
    },
  }
}
