/** Seconds between one try to send and the next, while the server does not answer; the last holds from then on. */
const WAITS: readonly [number, ...number[]] = [2, 5, 10, 15]

/**
 * How many seconds after a try that came to nothing the next one follows, by how many came to nothing before it. Short at first,
 * because a server that is started again is back within seconds; never longer than a teacher would wait beside the screen.
 */
export function secondsToNextTry(failedBefore: number): number {
  return WAITS[Math.max(0, failedBefore)] ?? 15
}
