/** Two whole numbers of a rate: 12 of 240. */
export type Rate = readonly [count: number, of: number]

/**
 * By how many percentage points a rate is above another, below where less than 0; nothing is rounded. Screens, files and paper all take this and
 * round once, to as many places as they show: were the two rates rounded first, 0.44 points could be shown as 0.5.
 * @returns undefined where one of them is of nothing.
 */
export function pointsBetween([count, of]: Rate, [otherCount, otherOf]: Rate): number | undefined {
  if (of === 0 || otherOf === 0) return undefined
  // Whole numbers as long as can be, so that equal rates differ by exactly 0.
  return (100 * (count * otherOf - otherCount * of)) / (of * otherOf)
}

/** Points without their sign, to one place, half up: "0.4"; "under 0.1" where that would read as none though there are some. */
export function pointsText(points: number): string {
  const rounded = Math.round(Math.abs(points) * 10) / 10
  return points !== 0 && rounded === 0 ? 'under 0.1' : rounded.toFixed(1)
}
