import type { SessionIndex } from '../../../kernel/session.ts'
import { YEAR_SO_FAR } from '../../contract/totals.ts'
import type { SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { placeOfEnd } from '../shown/counted-until.ts'
import { type EnrolmentFigures, enrolmentFigures, type GroupFigures, groupFigures } from '../shown/group-figures.ts'

/** The year so far, or a term of it: all that readers of totals may ask for. */
export interface Period {
  /** The term's name, or `YEAR_SO_FAR`. */
  readonly name: string
  readonly span: SessionSpan
  readonly each: readonly EnrolmentFigures[]
  /** Of the whole school, with nothing hidden: for deciding and for adding up, not for showing. */
  readonly all: GroupFigures
}

/** A school year by everything that may be asked of it. What is hidden is decided over all of it at once: its answers can be subtracted from each other. */
export interface Periods {
  readonly year: Period
  /** The terms that have begun. Together they are the year, each session in exactly one of them. */
  readonly terms: readonly Period[]
  /** What the year is made of: the terms, or the year itself where it has none. Whatever is safe in each of these is safe in their sum. */
  readonly pieces: readonly Period[]
}

/**
 * Cuts a year at the last day of each term that has begun; days without school belong to the term after them. So nothing of the year lies
 * outside its terms, where a mark that was made by mistake could be found by subtracting them.
 * @param last the last place counted, from `countedUntil`.
 */
export function periodsOf(facts: Pick<SchoolFacts, 'year' | 'enrolled' | 'terms'>, last: SessionIndex): Periods {
  const { year, enrolled } = facts
  const place = (of: number) => of as SessionIndex
  const period = (name: string, span: SessionSpan): Period => {
    const each = enrolled.map((one) => enrolmentFigures(one, span))
    return { name, span, each, all: groupFigures(each) }
  }
  const begun = facts.terms
    .filter(({ from }) => placeOfEnd(year, from) <= last)
    .toSorted((one, other) => placeOfEnd(year, one.from) - placeOfEnd(year, other.from))
  const whole = period(YEAR_SO_FAR, { from: place(0), to: last })
  const [only] = begun
  if (only === undefined) return { year: whole, terms: [], pieces: [whole] }
  // One term is the whole year so far: nothing is counted twice.
  if (begun.length === 1) return { year: whole, terms: [{ ...whole, name: only.name }], pieces: [whole] }
  const ends = begun.map(({ to }, at) => (at === begun.length - 1 ? last : Math.min(last, placeOfEnd(year, to))))
  const terms = begun.map(({ name }, at) =>
    period(name, { from: place(at === 0 ? 0 : (ends[at - 1] ?? 0) + 1), to: place(ends[at] ?? last) }),
  )
  return { year: whole, terms, pieces: terms }
}

/** Every period that may be asked for, each once. */
export function everyPeriod({ year, pieces }: Periods): readonly Period[] {
  return pieces.includes(year) ? pieces : [year, ...pieces]
}
