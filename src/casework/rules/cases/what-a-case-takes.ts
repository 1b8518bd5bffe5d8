import type { Entry, EntryKind, NewEntry } from '../../contract/entry.ts'
import { caseState } from './case-state.ts'

/**
 * What nobody can keep from those who may see a case: it says where the case stands, who looks after it, and what was done in law. Everything
 * else may be written as restricted where it is about the child's safety.
 */
export const NEVER_RESTRICTED: readonly EntryKind[] = [
  'opened',
  'owner-set',
  'review-set',
  'reviewed',
  'escalated',
  'stepped-down',
  'closed',
  'reopened',
  'formal-step',
]

/** What a closed case takes: its opening again, and what was late to arrive or goes on without it. */
export const WHEN_CLOSED: readonly EntryKind[] = [
  'reopened',
  'note',
  'formal-step',
  'action-done',
  'action-dropped',
  'meeting-cancelled',
  'meeting-corrected',
  'plan-reviewed',
  'plan-ended',
  'plan-asked',
  'plan-answered',
]

/** Why entries cannot be written into a case as it stands; undefined where they can. Plain words, and what to do. */
export interface NotTaken {
  readonly code: 'casework.not-restrictable' | 'casework.not-opened' | 'casework.closed' | 'casework.open-already'
  readonly message: string
}

export function notTaken(
  entries: readonly Entry[],
  adding: readonly Pick<NewEntry, 'kind'>[],
  { restricted }: { readonly restricted: boolean },
): NotTaken | undefined {
  const state = caseState(entries)
  let status = state?.status
  for (const { kind } of adding) {
    if (restricted && NEVER_RESTRICTED.includes(kind)) return NOT_RESTRICTABLE
    if ((status === undefined) !== (kind === 'opened')) return NOT_OPENED
    if (status === 'closed' && !WHEN_CLOSED.includes(kind)) return CLOSED
    if (status === 'open' && kind === 'reopened') return OPEN_ALREADY
    if (kind === 'opened' || kind === 'reopened') status = 'open'
    if (kind === 'closed') status = 'closed'
  }
  return undefined
}

const NOT_RESTRICTABLE: NotTaken = {
  code: 'casework.not-restrictable',
  message:
    'This changes where the case stands, so everybody who works on the case has to see it. Write it without the tick, and what must be kept apart as a restricted note.',
}
const NOT_OPENED: NotTaken = {
  code: 'casework.not-opened',
  message: 'A case begins with its opening, once. Open the case first; nothing was kept.',
}
const CLOSED: NotTaken = {
  code: 'casework.closed',
  message: 'This case is closed. Open it again first; nothing was kept.',
}
const OPEN_ALREADY: NotTaken = {
  code: 'casework.open-already',
  message: 'This case is open. Somebody may have opened it again before you: look at the page anew.',
}
