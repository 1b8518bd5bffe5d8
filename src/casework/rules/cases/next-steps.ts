import type { Entry, EntryKind } from '../../contract/entry.ts'
import type { Stage } from '../stages.ts'
import { type CaseState, caseState } from './case-state.ts'

/** One thing that the stage of a case asks for. */
export interface Step {
  readonly words: string
  readonly done: boolean
}

interface Ask {
  readonly words: string
  /** Kinds of entries of which one shows that it was done. */
  readonly shownBy: readonly EntryKind[]
}

const LISTENED: Ask = {
  words: 'Speak with the child and the family',
  shownBy: ['contact', 'meeting-held', 'assessed'],
}
const BARRIERS: Ask = {
  words: 'Ask child, parents and school what makes attending hard',
  shownBy: ['barrier-recorded', 'assessed'],
}
const OFFERED: Ask = {
  words: 'Offer support that fits, or write why none does',
  shownBy: ['support-offered', 'support-unsuitable', 'referred'],
}
const PLANNED: Ask = {
  words: 'Agree a plan with everybody’s part in it',
  shownBy: ['plan-signed'],
}
const FOLLOWED: Ask = {
  words: 'See whether what was agreed helps',
  shownBy: ['reviewed', 'support-reviewed', 'plan-reviewed'],
}
const FORMAL_STEP: Ask = {
  words: 'Offer an attendance contract or prepare a notice to improve',
  shownBy: ['formal-step', 'plan-offered'],
}

/** What each stage asks for (school policy, appendix 2): what the stages before it ask for stays asked. */
const ASKS: Readonly<Record<Stage, readonly Ask[]>> = {
  expect: [],
  monitor: [LISTENED],
  listen: [LISTENED, BARRIERS],
  facilitate: [LISTENED, BARRIERS, OFFERED, PLANNED, FOLLOWED],
  formalise: [LISTENED, BARRIERS, OFFERED, FORMAL_STEP, FOLLOWED],
  enforce: [LISTENED, BARRIERS, OFFERED, FOLLOWED],
}

/** Every severely absent child has a plan that school and authority share (school policy, appendix 3). */
const JOINT: Ask = {
  words: 'Agree a joint plan with the local authority: the child is severely absent',
  shownBy: ['referred', 'plan-signed'],
}

/** What a case asks for next, in the order to do it in. Restricted entries are not looked at: nobody learns of them by what is left to do. */
export function nextSteps(entries: readonly Entry[], { severe }: { readonly severe: boolean }): readonly Step[] {
  const state = caseState(entries)
  if (state === undefined || state.status === 'closed') return []
  const kinds = new Set(entries.filter(counts).map(({ kind }) => kind))
  const step = ({ words, shownBy }: Ask): Step => ({ words, done: shownBy.some((kind) => kinds.has(kind)) })
  return [...keeping(state), ...ASKS[state.stage].map(step), ...(severe ? [step(JOINT)] : [])]
}

function counts(entry: Entry): boolean {
  return !entry.restricted && (entry.kind !== 'contact' || entry.body.reached)
}

/** Whatever the stage: somebody looks after it, and a day is set. */
function keeping({ owner, review }: CaseState): readonly Step[] {
  return [
    { words: 'Say who looks after the case', done: owner !== null },
    { words: 'Set the day on which it is looked at again', done: review !== null },
  ]
}

/** Whether the case shows support before law: some was offered, or it is written down why none is suitable. */
export function showsSupport(entries: readonly Entry[]): boolean {
  return entries.some((entry) => {
    if (entry.restricted) return false
    if (entry.kind === 'escalated') return (entry.body.unsuitable ?? '') !== ''
    return SUPPORT_SHOWN.includes(entry.kind)
  })
}

export const SUPPORT_SHOWN: readonly EntryKind[] = [
  'support-offered',
  'support-unsuitable',
  'support-began',
  'referred',
  'plan-offered',
]
