import { type Day, longDay } from '../../../kernel/day.ts'
import type { FORMAL_STEPS } from '../../contract/entries/formal.ts'
import type { Entry, EntryOf } from '../../contract/entry.ts'
import { meetingsOf } from '../meetings/meetings-of.ts'
import { isWithFamily } from '../meetings/with-family.ts'
import { plansOf } from '../plans/plans-of.ts'
import type { PastLetter } from './next-letter.ts'

/** Why a person may hold letters to a family back. */
export const HOLDS = [
  'meeting booked',
  'bereavement',
  'in hospital',
  'plan kept',
  'talked with the family',
  'ask the safeguarding lead',
  'other',
] as const
export type Hold = (typeof HOLDS)[number]

/** As everybody reads it who may see the list: of safety no more than whom to ask. */
export const HOLD_NAMES: Readonly<Record<Hold, string>> = {
  'meeting booked': 'A meeting is booked',
  bereavement: 'A death in the family',
  'in hospital': 'The child is or was in hospital',
  'plan kept': 'There is a plan, and it is kept',
  'talked with the family': 'We have talked with the family',
  'ask the safeguarding lead': 'Speak to the designated safeguarding lead first',
  other: 'Another reason',
}

/** The last word about holding letters back. */
export interface KeptHold {
  readonly held: boolean
  readonly because: Hold
  readonly words: string
  readonly until: Day | null
}

/** Why nothing may be written now: what a person said, then what the child's open cases say. Null where nothing speaks against it. */
export function heldBecause(
  of: { readonly hold: KeptHold | undefined; readonly cases: readonly (readonly Entry[])[] },
  today: Day,
): string | null {
  const { hold, cases } = of
  if (hold?.held === true && (hold.until === null || hold.until >= today)) {
    const until = hold.until === null ? '' : `, until ${longDay(hold.until)}`
    return `${HOLD_NAMES[hold.because]}${until}${hold.words === '' ? '' : `: ${hold.words}`}`
  }
  for (const entries of cases) {
    const step = formalStepOf(entries, today)
    if (step !== null) return step
    const meeting = meetingsOf(entries).find((one) => one.state === 'called' && one.day >= today && isWithFamily(one))
    if (meeting !== undefined) return `A meeting is booked for ${longDay(meeting.day)}`
    const kept = plansOf(entries, today).find(
      ({ standing, reviews, nextReview }) =>
        standing !== null &&
        (nextReview === null || nextReview >= today) &&
        (reviews.at(-1)?.duties ?? []).every(({ kept }) => kept !== 'not kept'),
    )
    if (kept !== undefined) return 'A plan is in force, and it is kept'
  }
  return null
}

/** Formal steps beside which no letter goes that says the school may not know the reasons yet. */
const SILENCES: readonly (typeof FORMAL_STEPS)[number][] = ['notice to improve', 'penalty notice', 'prosecution']

/** What goes on between the school, the authority and a parent, as the case was told last of each step; null where nothing does. */
function formalStepOf(entries: readonly Entry[], today: Day): string | null {
  const last = new Map<string, EntryOf<'formal-step'>['body']>()
  for (const entry of entries) if (entry.kind === 'formal-step') last.set(entry.body.threadId, entry.body)
  const goes = [...last.values()].find(({ step, goesOn }) => goesOn === true && SILENCES.includes(step))
  if (goes === undefined) return null
  const { step, until } = goes
  if (typeof until !== 'string') return `A ${step} goes on`
  return until >= today
    ? `A ${step} runs to ${longDay(until)}`
    : `A ${step} ran to ${longDay(until)}, and nobody has said what came of it`
}

/** Meetings that were held stand for the invitation: nobody is invited to a talk that has been. */
export function meetingsHeld(entries: readonly Entry[]): readonly PastLetter[] {
  return meetingsOf(entries)
    .filter(({ state, kind }) => state === 'held' && (kind === 'school attendance' || kind === 'panel'))
    .map(({ meetingId, day }) => ({ letterId: meetingId, kind: 'meeting', state: 'gone', day }))
}
