import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import { KINDS_OF_PLANNED, type PlannedListed, type PlannedSpan, type readPlanned } from '../../contract.ts'
import { spanInWords } from '../leave-words.tsx'

export type ReadPlanned = Answer<typeof readPlanned>
export type PlannedPage = 'activities' | 'elsewhere'

/** The two pages of plans: days on end, and sessions of each week at another place. */
export const PAGES = {
  activities: {
    title: 'Trips and activities',
    lead: 'Trips, sport, work experience and other approved activities, and leave that the head plans for several pupils. The registers get the code; a pupil who does not go is taken off and expected again.',
    plan: 'Plan an activity',
    empty: 'Nothing is planned',
    because: 'What is planned for several pupils at once is listed here until it is over.',
  },
  elsewhere: {
    title: 'At another place',
    lead: 'Pupils who spend some sessions of each week at another school where they are registered, or at education that the local authority arranges. Each place records its own sessions.',
    plan: 'Record a pattern',
    empty: 'No pattern is recorded',
    because:
      'A pattern that is recorded stands here until it ends. Marks D, K or B without one stand under Planned absences alone.',
  },
} as const

export const kindsOfPage = (page: PlannedPage) =>
  KINDS_OF_PLANNED.filter(({ weekly }) => weekly === (page === 'elsewhere'))

const TONES: Readonly<Record<PlannedListed['state'], StatusTone>> = {
  running: 'now',
  'to come': 'waiting',
  over: 'done',
  withdrawn: 'quiet',
}
const STATES: Readonly<Record<PlannedListed['state'], string>> = {
  running: 'Now',
  'to come': 'To come',
  over: 'Over',
  withdrawn: 'Withdrawn',
}

export function PlannedState({ state }: { readonly state: PlannedListed['state'] }) {
  return <StatusPill tone={TONES[state]}>{STATES[state]}</StatusPill>
}

const DAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** "Tuesday mornings, Thursdays": the sessions of each week. */
export function patternInWords(only: NonNullable<PlannedSpan['only']>): string {
  const byDay = Map.groupBy(only, ({ weekday }) => weekday)
  return [...byDay]
    .toSorted(([one], [other]) => one - other)
    .map(([weekday, sessions]) => {
      const [first] = sessions
      if (sessions.length > 1 || first === undefined) return `${DAYS[weekday]}s`
      return `${DAYS[weekday]} ${first.half === 'AM' ? 'mornings' : 'afternoons'}`
    })
    .join(', ')
}

export function whenInWords({ from, to, only }: PlannedSpan, short = true): string {
  const span = spanInWords({ from, to }, short ? shortDay : longDay)
  return only === null ? span : `${patternInWords(only)}, ${span}`
}
