import type { Day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { FORMAL_STEPS } from '../../contract/entries/formal.ts'
import type { Entry, EntryKind } from '../../contract/entry.ts'
import { compareStages, type Stage } from '../stages.ts'

/** Where a case stands. It follows from its entries and from nothing else. */
export interface CaseState {
  readonly status: 'open' | 'closed'
  readonly stage: Stage
  readonly opened: Day
  readonly because: string
  readonly owner: { readonly id: string; readonly name: string } | null
  /** When it is to be looked at again; null where nobody said so. */
  readonly review: Day | null
  /** The last thing that anybody did. */
  readonly last: Moment
}

/** The stage that a case has come to by what was done, whatever anybody called it: support agreed is stage 4. */
export const REACHES: Readonly<Partial<Record<EntryKind, Stage>>> = {
  contact: 'listen',
  assessed: 'listen',
  'support-began': 'facilitate',
  referred: 'facilitate',
  'meeting-called': 'listen',
  'meeting-held': 'listen',
  'plan-offered': 'facilitate',
}

/** The stage that a formal step brings a case to when it begins: a notice to improve and an order about support come before what a court may follow. */
export const STEP_REACHES: Readonly<Record<(typeof FORMAL_STEPS)[number], Stage>> = {
  'notice to improve': 'formalise',
  'education supervision order': 'formalise',
  'parenting order': 'enforce',
  'penalty notice': 'enforce',
  'fast track': 'enforce',
  prosecution: 'enforce',
}

/**
 * Restricted entries change nothing of it: a case stands where it stands for everybody who may see it.
 * @returns undefined where nothing opened it: such a case is none
 */
export function caseState(entries: readonly Entry[]): CaseState | undefined {
  let last: CaseState | undefined
  for (const { state } of statesOf(entries)) last = state
  return last
}

/** Where a case stood after each entry from its opening on, in one pass over them; restricted ones are passed over. */
export function* statesOf(entries: readonly Entry[]): Generator<{ readonly entry: Entry; readonly state: CaseState }> {
  let state: CaseState | undefined
  const steps = new Set<string>()
  for (const entry of entries) {
    if (entry.restricted) continue
    const began: CaseState | undefined = state ?? begun(entry)
    // A case begins with its opening; nothing before it can undo that it was opened.
    if (began === undefined) continue
    // That a notice was paid or withdrawn brings no case up again which has been stepped down since.
    const goesOn = entry.kind === 'formal-step' && steps.has(entry.body.threadId)
    if (entry.kind === 'formal-step') steps.add(entry.body.threadId)
    state = { ...(goesOn ? began : after(began, entry)), last: entry.at }
    yield { entry, state }
  }
}

/** A case whose owner may not write in cases any more, or has left the school, is nobody’s. `staff`: who may look after one now. */
export function ownedBy(state: CaseState, staff: ReadonlySet<string>): CaseState {
  return state.owner === null || staff.has(state.owner.id) ? state : { ...state, owner: null }
}

function begun(entry: Entry): CaseState | undefined {
  if (entry.kind !== 'opened') return undefined
  const { stage, because } = entry.body
  return { status: 'open', stage, opened: entry.day, because, owner: null, review: null, last: entry.at }
}

function after(state: CaseState, entry: Entry): CaseState {
  switch (entry.kind) {
    case 'owner-set':
      return { ...state, owner: { id: entry.body.personId, name: entry.body.name } }
    case 'review-set':
      return { ...state, review: entry.body.day }
    case 'reviewed':
      return { ...state, review: entry.body.next }
    case 'escalated':
    case 'stepped-down':
      return { ...state, stage: entry.body.to }
    case 'closed':
      return { ...state, status: 'closed', review: null }
    case 'reopened':
      return { ...state, status: 'open' }
    default: {
      const reached = reachedBy(entry)
      return reached !== undefined && compareStages(reached, state.stage) > 0 ? { ...state, stage: reached } : state
    }
  }
}

function reachedBy(entry: Entry): Stage | undefined {
  // Nobody was listened to by a telephone that rang.
  if (entry.kind === 'contact' && !entry.body.reached) return undefined
  return entry.kind === 'formal-step' ? STEP_REACHES[entry.body.step] : REACHES[entry.kind]
}
