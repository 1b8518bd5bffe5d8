import type { Pattern } from './find-patterns.ts'
import type { Kind } from './kinds.ts'
import { weekdayName } from './kinds.ts'

export type Strength = 'clear' | 'strong' | 'very strong'

/**
 * By the adjusted value. Of all patterns at least this strong, at most 1 in 20, 1 in 100 and 1 in 1,000 are chance on average: Benjamini and
 * Hochberg bound a whole list up to a value, not those between two, of which more may be chance.
 */
export function strengthOf({ adjusted }: Pick<Pattern, 'adjusted'>): Strength {
  if (adjusted <= 0.001) return 'very strong'
  return adjusted <= 0.01 ? 'strong' : 'clear'
}

const SHAPES: Readonly<Record<Exclude<Kind['id'], 'weekday'>, string>> = {
  'monday-or-friday': 'included a Monday or a Friday',
  'beside-a-break': 'touched a holiday, a bank holiday or an INSET day',
  'after-an-event': 'included the school day after a late event',
  'first-or-last-week': 'fell in the first or last week of a half-term',
  mornings: 'were a morning only',
  afternoons: 'were an afternoon only',
  'lesson-free': 'were a session without lessons',
  household: 'began on the same day as another child of the household',
}

function shapeOf(kind: Kind): string {
  return kind.id === 'weekday' ? `included a ${weekdayName(kind.weekday)}` : SHAPES[kind.id]
}

/** What was seen, against what the school's own rates lead one to expect; no cause is guessed at. */
export function patternInWords(pattern: Omit<Pattern, 'stays'>): string {
  const { kind, seen, of, expected } = pattern
  const stays =
    kind.id === 'mornings' || kind.id === 'afternoons' || kind.id === 'lesson-free'
      ? 'half-day absences'
      : 'short absences'
  const about = expected < 0.95 ? 'fewer than 1' : `about ${Math.round(expected)}`
  return `${seen} of ${of} ${stays} ${shapeOf(kind)}; at this school’s own rates one would expect ${about}. Evidence: ${strengthOf(pattern)}.`
}

/** The declared share of reported patterns that are chance: 1 in 20. */
export const FALSE_DISCOVERY_RATE = 0.05

/** What the declared rate means for a list of so many: "of the 14 patterns listed, fewer than 1 is likely to be chance". */
export function chanceInWords(patterns: number, rate = FALSE_DISCOVERY_RATE): string {
  const expected = patterns * rate
  if (patterns === 0)
    return 'Where there is nothing but chance, a list like this stays empty in at least 19 schools of 20.'
  if (patterns === 1)
    return 'Of all patterns listed in this way, at most 1 in 20 is nothing but chance; of a single one no more can be said.'
  const few =
    expected < 1 ? 'fewer than 1 is' : `about ${Math.round(expected)} ${Math.round(expected) === 1 ? 'is' : 'are'}`
  return `Of the ${patterns} patterns listed, ${few} likely to be chance.`
}

/** What a kind of pattern is called in a list and a filter. */
export function kindName(kind: Kind): string {
  return kind.id === 'weekday' ? `${weekdayName(kind.weekday)}s` : KIND_NAMES[kind.id]
}

const KIND_NAMES: Readonly<Record<Exclude<Kind['id'], 'weekday'>, string>> = {
  'monday-or-friday': 'Mondays and Fridays',
  'beside-a-break': 'Beside a break',
  'after-an-event': 'After a late event',
  'first-or-last-week': 'First and last weeks',
  mornings: 'Mornings only',
  afternoons: 'Afternoons only',
  'lesson-free': 'Without lessons',
  household: 'Household together',
}
