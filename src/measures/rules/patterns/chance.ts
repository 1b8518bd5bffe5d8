/**
 * The chance of at least `least` successes in independent trials that each have a chance of their own (Poisson binomial, by convolution). Exact
 * but for rounding; a few dozen trials cost nothing.
 */
export function chanceOfAtLeast(least: number, chances: readonly number[]): number {
  if (least <= 0) return 1
  if (least > chances.length) return 0
  // The chance of each count below `least` so far, and in the last place of `least` and more.
  const counts = new Float64Array(least + 1)
  counts[0] = 1
  for (const chance of chances) {
    counts[least] = (counts[least] ?? 0) + (counts[least - 1] ?? 0) * chance
    for (let count = least - 1; count > 0; count--)
      counts[count] = (counts[count] ?? 0) * (1 - chance) + (counts[count - 1] ?? 0) * chance
    counts[0] = (counts[0] ?? 0) * (1 - chance)
  }
  return Math.min(1, counts[least] ?? 0)
}

/**
 * Benjamini and Hochberg's adjusted values (1995): whoever reports what is at or below q is wrong, on average, in at most a share q of what
 * they report, however many things were looked at.
 * @returns in the order given; each between 0 and 1.
 */
export function adjusted(chances: readonly number[]): number[] {
  const order = chances.map((chance, place) => ({ chance, place })).sort((one, other) => other.chance - one.chance)
  const values = new Array<number>(chances.length).fill(1)
  let least = 1
  order.forEach(({ chance, place }, from) => {
    least = Math.min(least, (chance * chances.length) / (chances.length - from))
    values[place] = least
  })
  return values
}
