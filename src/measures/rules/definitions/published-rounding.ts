/** What a table shows of a count or rate: a number, or a mark that stands instead of one. */
export type Shown = number | 'x' | 'c' | 'z'

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

/**
 * A count or rate as the weekly dashboard shows it: an authority's row of exactly one school is hidden as c, and nothing possible is z,
 * never 0 (DfE's dashboard, "Data suppression").
 */
export function shownWeekly(
  value: number,
  of: { readonly authoritySchools?: number; readonly possible: number },
): Shown {
  if (of.authoritySchools === 1) return 'c'
  return of.possible === 0 ? 'z' : value
}
