/** How far a rate is from its target: by whole numbers, so that only a target that is met is called met. */
export interface GapToTarget {
  readonly is: 'met exactly' | 'above' | 'below'
  /** Percentage points, rounded to one place; 0 where there is a gap of less than 0.05. */
  readonly points: number
}

/**
 * @param counted the two whole numbers of a rate; the first null where it is hidden.
 * @param percent the target, with at most two decimal places.
 * @returns undefined where there is no rate.
 */
export function gapToTarget(
  [count, of]: readonly [count: number | null, of: number],
  percent: number,
): GapToTarget | undefined {
  if (count === null || of === 0) return undefined
  // 95.5 % of 348 is 332.34 sessions: ten thousand times the count against hundredths of a per cent of all, and nothing is rounded.
  const beyond = 10_000 * count - Math.round(100 * percent) * of
  return {
    is: beyond === 0 ? 'met exactly' : beyond > 0 ? 'above' : 'below',
    points: Math.round(Math.abs(beyond) / (10 * of)) / 10,
  }
}

/** "1.2 points below". */
export function gapInWords({ is, points }: GapToTarget): string {
  if (is === 'met exactly') return is
  return points === 0 ? `less than 0.1 points ${is}` : `${points.toFixed(1)} points ${is}`
}
