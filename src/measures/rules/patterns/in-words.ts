import type { Pattern } from './find-patterns.ts'
import type { Kind } from './kinds.ts'
import { weekdayName } from './kinds.ts'

export type Strength = 'clear' | 'strong' | 'very strong'

/** By the adjusted value: at most 1 in 20, 1 in 100 and 1 in 1,000 patterns reported at this strength are chance. */
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
export function patternInWords(pattern: Pattern): string {
  const { kind, seen, of, expected } = pattern
  const stays =
    kind.id === 'mornings' || kind.id === 'afternoons' || kind.id === 'lesson-free'
      ? 'half-day absences'
      : 'short absences'
  const about = expected < 0.95 ? 'fewer than 1' : `about ${Math.round(expected)}`
  return `${seen} of ${of} ${stays} ${shapeOf(kind)}; at this school’s own rates one would expect ${about}. Evidence: ${strengthOf(pattern)}.`
}
