const BELOW = /^attendance below (?<share>[\d.]+) %$/

/** What led to a letter, in the middle of a sentence. Whoever is below 93 % is below 95 % as well: the lowest says it all. */
export function whyInWords(why: readonly string[]): string {
  const shares = why.flatMap((one) => BELOW.exec(one)?.groups?.share ?? []).map(Number)
  const lowest = Math.min(...shares)
  return why
    .filter((one) => {
      const share = BELOW.exec(one)?.groups?.share
      return share === undefined || Number(share) === lowest
    })
    .join('; ')
}
