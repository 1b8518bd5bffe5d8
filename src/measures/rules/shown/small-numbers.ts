/** Groups smaller than this are not shown: who is in them could be told. DfE hides 1 and 2; a school is smaller than an authority. */
export const FEWEST_SHOWN = 6

/**
 * Which parts of a whole to hide so that none below the fewest can be known: the small ones, and where hidden parts together would still be small
 * or a single hidden part could be found by subtracting the others from the whole, the next smallest too. A part of 0 is shown: it tells of nobody.
 * @param parts sizes of parts that together make a known whole.
 * @returns true at each part to hide.
 */
export function partsToHide(parts: readonly number[], fewest = FEWEST_SHOWN): boolean[] {
  const hidden = parts.map((size) => size > 0 && size < fewest)
  if (!hidden.includes(true)) return hidden
  const order = parts
    .map((size, at) => ({ size, at }))
    .filter(({ size, at }) => size > 0 && hidden[at] === false)
    .sort((one, other) => one.size - other.size)
  const isSafe = () => {
    const sizes = parts.filter((_, at) => hidden[at])
    return sizes.length === 0 || (sizes.length >= 2 && sizes.reduce((sum, size) => sum + size, 0) >= fewest)
  }
  for (const { at } of order) {
    if (isSafe()) break
    hidden[at] = true
  }
  return hidden
}
