import type { Day } from '../../../kernel/day.ts'
import type { Entry, EntryKind } from '../../contract/entry.ts'
import { type Plan, type PlanVersion, plansOf, waitsFor } from '../plans/plans-of.ts'
import type { Stage } from '../stages.ts'
import { type CaseState, caseState, ownedBy } from './case-state.ts'

/** One thing that the stage of a case asks for. */
export interface Step {
  readonly words: string
  readonly done: boolean
}

interface Ask {
  readonly words: string
  /** Kinds of entries of which one shows that it was done. */
  readonly shownBy: readonly EntryKind[]
  /** Plans that show it: what was refused, or is over, is agreed by nobody. */
  readonly shownByPlan?: (plan: Plan) => boolean
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
  shownBy: [],
  shownByPlan: isAgreed,
}
const FOLLOWED: Ask = {
  words: 'See whether what was agreed helps',
  shownBy: ['reviewed', 'support-reviewed', 'plan-reviewed'],
}
const FORMAL_STEP: Ask = {
  words: 'Offer an attendance contract or prepare a notice to improve',
  shownBy: ['formal-step'],
  shownByPlan: ({ form, versions }) =>
    form === 'attendance contract' && versions.some(({ offered }) => offered !== null),
}

/** What each stage asks for (school policy, appendix 2): what the stages before it ask for stays asked, but what makes school hard once the head has decided. */
const ASKS: Readonly<Record<Stage, readonly Ask[]>> = {
  expect: [],
  monitor: [LISTENED],
  listen: [LISTENED, BARRIERS],
  facilitate: [LISTENED, BARRIERS, OFFERED, PLANNED, FOLLOWED],
  formalise: [LISTENED, BARRIERS, OFFERED, FORMAL_STEP, FOLLOWED],
  enforce: [LISTENED, OFFERED, FOLLOWED],
}

/** Every severely absent child has a plan that school and authority share (school policy, appendix 3). */
const JOINT: Ask = {
  words: 'Agree a joint plan with the local authority: the child is severely absent',
  shownBy: [],
  shownByPlan: isJointPlan,
}

/** A plan that stands, and that the local authority signed with everybody else. */
export function isJointPlan(plan: Plan): boolean {
  return isAgreed(plan) && plan.versions.findLast(isSigned)?.body.parties.some(isAuthority) === true
}

/** A plan that everybody who signs it has signed, and that has not ended. */
function isAgreed({ firstSigned, state }: Plan): boolean {
  return firstSigned !== null && state !== 'ended'
}

function isSigned(version: PlanVersion): boolean {
  return version.offered !== null && waitsFor(version).length === 0
}

/** The authority agrees to it by its signature: to be named in a plan, or to be sent a referral, is not to share it. */
function isAuthority({ role, signs }: PlanVersion['body']['parties'][number]): boolean {
  return role === 'authority' && signs
}

/** What else is to be known than the entries. `staff`: who may look after a case now; everybody where it is left out. */
export interface Asking {
  readonly severe: boolean
  readonly today: Day
  readonly staff?: ReadonlySet<string>
}

/** What a case asks for next, in the order to do it in. Restricted entries are not looked at: nobody learns of them by what is left to do. */
export function nextSteps(entries: readonly Entry[], { severe, today, staff }: Asking): readonly Step[] {
  const state = caseState(entries)
  if (state === undefined || state.status === 'closed') return []
  const kinds = new Set(entries.filter(counts).map(({ kind }) => kind))
  const plans = plansOf(entries, today)
  const step = ({ words, shownBy, shownByPlan }: Ask): Step => ({
    words,
    done: shownBy.some((kind) => kinds.has(kind)) || (shownByPlan !== undefined && plans.some(shownByPlan)),
  })
  return [
    ...keeping(staff === undefined ? state : ownedBy(state, staff)),
    ...ASKS[state.stage].map(step),
    ...(severe ? [step(JOINT)] : []),
  ]
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
