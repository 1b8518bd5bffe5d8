/** What a table shows of a count or rate: a number, or a mark that stands instead of one. */
type Shown = number | 'x' | 'z'

/** An enrolment count as the annual statistics show it: to the nearest 5; 1 and 2 hidden as x; a true zero is 0 (methodology 1.9). */
export function shownAnnually(enrolments: number): Shown {
  if (enrolments === 0) return 0
  return enrolments <= 2 ? 'x' : 5 * Math.round(enrolments / 5)
}

/** A percentage of enrolments as the annual statistics show it, to one decimal: hidden where its numerator or denominator is 1 or 2. */
export function percentageShownAnnually(part: number, of: number): Shown {
  if (of === 0) return 'z'
  if ([part, of].some((count) => count === 1 || count === 2)) return 'x'
  return Math.round((1000 * part) / of) / 10
}

/** A number of enrolments with its share as the annual statistics print them: "35 (19.4 %)"; "x" stands for what they hide. */
export function printedAnnually(part: number, of: number): string {
  const share = percentageShownAnnually(part, of)
  return `${shownAnnually(part).toLocaleString('en-GB')} (${typeof share === 'number' ? `${share.toFixed(1)} %` : share})`
}
