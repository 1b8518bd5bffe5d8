import { type Moment, momentFromMilliseconds } from '../kernel/time-of-day.ts'

/** Where the time comes from. Everything that needs the time asks this, so that tests and a demo can choose it. */
export interface Clock {
  now(): Moment
}

export const systemClock: Clock = { now: () => momentFromMilliseconds(Date.now()) }

export interface MovableClock extends Clock {
  /** From now on this clock shows `moment` and runs on from there. */
  moveTo(moment: Moment): void
}

/** A clock that began at a moment of its own choosing and runs at the usual speed. */
export function movableClock(start: Moment): MovableClock {
  let offset = Date.parse(start) - Date.now()
  return {
    now: () => momentFromMilliseconds(Date.now() + offset),
    moveTo: (moment) => {
      offset = Date.parse(moment) - Date.now()
    },
  }
}
