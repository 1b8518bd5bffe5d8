/** Tries before a person is asked to send it by hand: over about a day. */
export const MOST_TRIES = 9

const FIRST_WAIT = 30
const LONGEST_WAIT = 4 * 3600

/** Seconds until the next try: half a minute, then twice as long each time, four hours at most; never sooner than the service asked. */
export function secondsUntilNextTry(tries: number, asked = 0): number {
  return Math.max(asked, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, tries - 1)))
}
