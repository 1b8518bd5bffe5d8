/**
 * The chance of at least `least` successes in independent trials that each have a chance of their own (Poisson binomial, by convolution). Exact
 * but for rounding; a few dozen trials cost nothing.
 */
export function chanceOfAtLeast(least: number, chances: readonly number[]): number {
  if (least <= 0) return 1
  let so = [1]
  for (const chance of chances) {
    const next = new Array<number>(so.length + 1).fill(0)
    so.forEach((one, count) => {
      next[count] = (next[count] ?? 0) + one * (1 - chance)
      next[count + 1] = (next[count + 1] ?? 0) + one * chance
    })
    so = next
  }
  return Math.min(
    1,
    so.slice(least).reduce((sum, one) => sum + one, 0),
  )
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
