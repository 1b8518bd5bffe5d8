/** A pupil without the support, in percent of possible sessions before, and points of change after. */
export interface Unsupported {
  readonly rate: number
  readonly change: number
}

/** By how many points the change differs for each point of absence more before, among pupils without the support. */
export interface Slope {
  readonly perPoint: number
  /** Its variance: how far chance alone could move it. */
  readonly variance: number
}

/** Fewer pupils do not show how change goes with absence before. */
const FEWEST_FOR_SLOPE = 10

/**
 * How change goes with absence before where nobody had the support: who had more comes back further (regression to the mean). By least squares
 * over the pupils given, which should be those near the supported: far from them it is another line.
 * @returns undefined where there are too few, or all had the same absence.
 */
export function slopeOf(near: readonly Unsupported[]): Slope | undefined {
  if (near.length < FEWEST_FOR_SLOPE) return undefined
  const mean = (of: (one: Unsupported) => number) => near.reduce((sum, one) => sum + of(one), 0) / near.length
  const [rate, change] = [mean((one) => one.rate), mean((one) => one.change)]
  const spread = near.reduce((sum, one) => sum + (one.rate - rate) ** 2, 0)
  if (spread === 0) return undefined
  const perPoint = near.reduce((sum, one) => sum + (one.rate - rate) * (one.change - change), 0) / spread
  const left = near.reduce((sum, one) => sum + (one.change - change - perPoint * (one.rate - rate)) ** 2, 0)
  return { perPoint, variance: left / (near.length - 2) / spread }
}
