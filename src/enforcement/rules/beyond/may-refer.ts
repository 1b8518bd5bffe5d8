import { monthsAfter } from '../../../duties/contract.ts'
import { type Day, longDay } from '../../../kernel/day.ts'
import { thresholdOn } from '../../../law/thresholds.ts'
import type { EventBody } from '../../contract/event.ts'
import type { GateItem } from '../gate/gate.ts'
import { sessionKey } from '../threshold/marks-of-strip.ts'
import type { ActionFact, ActionKind, ActionState } from './action-state.ts'

type Referral = EventBody<'action-referred'>

/** What is known when the head refers. */
export interface ReferralFacts {
  readonly kind: ActionKind
  readonly today: Day
  /** The questions of the consideration it rests on; null where there is none. */
  readonly questions: readonly GateItem[] | null
  /** The day on which that consideration began; null where there is none. */
  readonly askedOn: Day | null
  readonly referral: Pick<Referral, 'sessions' | 'orderWeighed'>
  /** Sessions of notices to this parent, as `sessionKey` names them, and why nobody is prosecuted on them now. */
  readonly settled: ReadonlyMap<string, Settled>
  /** The last day of an education supervision order in force; null where there is none. */
  readonly orderUntil: Day | null
  readonly lookedAfter: boolean
  /** Whether this parent was found guilty in a prosecution about this child. */
  readonly convicted: boolean
  /** Whether there is one of this kind that has not ended. */
  readonly goesOn: boolean
  /** Why a notice to improve, to either parent, has to come to its end first; null where none is on its way. */
  readonly improving: string | null
}

export type Settled = 'paid' | 'withdrawn' | 'days to pay'
const SETTLED_WORDS: Readonly<Record<Settled, string>> = {
  paid: 'stand in a penalty notice that this parent paid',
  withdrawn: 'stood in a penalty notice to this parent that was withdrawn',
  'days to pay': 'stand in a penalty notice whose days to pay are not over',
}

const ASKED: readonly GateItem['question'][] = ['support', 'equality', 'safeguarding']

/**
 * Why this cannot be referred now, and what to do; null where it can. A family that was told in writing that it has until a day has until that day. Support, the Equality Act question and safeguarding come before every one of
 * them but a parenting order, which a court makes with a conviction (domain reference §5.4).
 */
export function mayNotRefer(facts: ReferralFacts): string | null {
  if (facts.goesOn) return `There is one already that goes on. Open it, and enter what happened there.`
  if (facts.kind === 'parenting order')
    return facts.convicted
      ? null
      : 'A court makes a parenting order with a conviction. Enter the outcome of the prosecution first.'
  if (facts.improving !== null) return facts.improving
  const missing = questionsMissing(facts.questions)
  if (missing !== null) return missing
  if (facts.kind === 'education supervision order' && facts.lookedAfter)
    return 'A court makes no education supervision order for a child in care. Speak with the child’s social worker.'
  return facts.kind === 'prosecution' ? mayNotProsecute(facts) : null
}

function questionsMissing(questions: readonly GateItem[] | null): string | null {
  if (questions === null)
    return 'Begin a consideration of this child first: what support was given, the Equality Act, safeguarding.'
  return questions.find(({ question, missing }) => ASKED.includes(question) && missing !== null)?.missing ?? null
}

function mayNotProsecute({ referral, settled, orderUntil, askedOn }: ReferralFacts): string | null {
  if (referral.sessions.length === 0) return 'Choose the sessions that the referral is about.'
  // Answers of last year are about last year: the family, its health and its help are asked about anew.
  if (askedOn !== null && referral.sessions.every(({ day }) => day > askedOn))
    return `The questions were asked on ${longDay(askedOn)}, before any of these sessions. Begin a consideration anew.`
  if (referral.orderWeighed === null)
    return 'Say whether an education supervision order would suit: the authority considers one before it prosecutes.'
  if (orderUntil !== null)
    return `An education supervision order is in force until ${longDay(orderUntil)}: its directions take the place of this duty. Speak with the supervising officer.`
  const same = referral.sessions.flatMap((session) => settled.get(sessionKey(session)) ?? [])
  const [first] = same
  if (first === undefined) return null
  return `${same.length} of these sessions ${SETTLED_WORDS[first]}. Nobody is prosecuted on the same facts: leave them out.`
}

/** The last day on which a court can be asked about a session; not verified (N30). */
export function courtUntil(of: Day): Day | null {
  const months = thresholdOn('N30', of)?.amount
  return months === undefined ? null : monthsAfter(of, months)
}

/** How many of the sessions a court can no longer be asked about, if the unverified six months are right. */
export function lateSessions(sessions: readonly { readonly day: Day }[], today: Day): number {
  return sessions.filter(({ day }) => (courtUntil(day) ?? today) < today).length
}

const MOST_YEARS_EXTENDED = 3

/** Why an order cannot be entered with these days; null where it can. Of an education supervision order; a parenting order is never extended. */
export function wrongDays(
  kind: ActionKind,
  state: ActionState,
  fact: Pick<ActionFact, 'kind' | 'day'> & { readonly until: Day },
): string | null {
  const { day, until } = fact
  if (until <= day) return 'The last day of an order comes after its first.'
  const longest = monthsAfter(day, thresholdOn('N24', day)?.amount ?? 0)
  // The twelve months of a parenting order are not verified: what the court made is entered as it is.
  if (fact.kind === 'order-made')
    return kind === 'education supervision order' && until > longest
      ? `An order is made for twelve months at most: until ${longDay(longest)}.`
      : null
  if (kind !== 'education supervision order' || state.until === null) return 'This order cannot be extended.'
  const from = extendableFrom(state.until)
  if (day < from || day > state.until)
    return `It can be extended in its last three months: from ${longDay(from)} to ${longDay(state.until)}.`
  const most = monthsAfter(state.until, 12 * MOST_YEARS_EXTENDED)
  return until > most ? `It is extended by three years at most at a time: until ${longDay(most)}.` : null
}

/** The first day on which an education supervision order may be extended (N24). */
export function extendableFrom(until: Day): Day {
  return monthsAfter(until, -(thresholdOn('N24-extend', until)?.amount ?? 0))
}
