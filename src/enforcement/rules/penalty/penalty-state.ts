import { type Day, daysBetween } from '../../../kernel/day.ts'
import type { NoticeKind, Rank } from '../../../law/notices/penalty-notices.ts'
import { workingDaysAfter } from '../../../law/notices/working-days.ts'
import { type EventBody, type EventKind, lastOf, type ThreadEvent } from '../../contract/event.ts'
import { type Account, accountOf, type DatedPrice, datedPrices, dueOn, type Movement } from './money.ts'

export const PENALTY_STAGES = [
  'requested',
  'not clear',
  'checked',
  'called off',
  'issued',
  'received',
  'paid21',
  'paid28',
  'unpaid',
  'prosecuted',
  'withdrawn',
  'elsewhere',
  'mistaken',
] as const
/**
 * `paid21`: at the lower price; `paid28`: at the full one; `unpaid`: its last day is over, and the authority prosecutes or withdraws; `mistaken`: a
 * notice of elsewhere that there never was.
 */
export type PenaltyStage = (typeof PENALTY_STAGES)[number]

/** Where a penalty notice stands. It follows from its events and the day, and from nothing else. */
export interface PenaltyState {
  readonly stage: PenaltyStage
  readonly kind: NoticeKind
  readonly rank: Rank | null
  readonly parent: string
  readonly issued: Day | null
  /** The day of receipt from which the clock runs: entered, or taken to be so where it went by post. */
  readonly received: Day | null
  readonly deemed: boolean
  readonly prices: readonly DatedPrice[]
  /** What has to be paid today; null where nothing can be. */
  readonly due: DatedPrice | null
  /** Days left for the price of today, 0 on its last day. */
  readonly daysLeft: number | null
  readonly account: Account
  readonly withdrawn: boolean
}

export type PenaltyEventKind = Extract<EventKind, `penalty-${string}`>

/** What may follow on each stage. Nothing else does: an event that may not follow changes nothing. */
export const FOLLOWS: Readonly<Record<PenaltyStage | 'nothing', readonly PenaltyEventKind[]>> = {
  nothing: ['penalty-requested', 'penalty-elsewhere'],
  requested: ['penalty-checked', 'penalty-called-off'],
  'not clear': ['penalty-checked', 'penalty-called-off'],
  checked: ['penalty-checked', 'penalty-called-off', 'penalty-issued'],
  'called off': [],
  issued: ['penalty-received', 'penalty-paid', 'penalty-withdrawn', 'penalty-copied', 'penalty-refunded'],
  received: ['penalty-received', 'penalty-paid', 'penalty-withdrawn', 'penalty-copied', 'penalty-refunded'],
  paid21: ['penalty-withdrawn', 'penalty-copied', 'penalty-paid', 'penalty-refunded'],
  paid28: ['penalty-withdrawn', 'penalty-copied', 'penalty-paid', 'penalty-refunded'],
  unpaid: ['penalty-paid', 'penalty-refunded', 'penalty-withdrawn', 'penalty-prosecuted', 'penalty-copied'],
  // Money that the authority tells of later is entered too: it is owed back, or shows that prosecution was an error.
  prosecuted: ['penalty-paid', 'penalty-refunded', 'penalty-copied'],
  withdrawn: ['penalty-paid', 'penalty-refunded', 'penalty-copied'],
  elsewhere: ['penalty-withdrawn', 'penalty-mistaken'],
  mistaken: [],
}

/**
 * What is the school’s own decision, and so the head’s, although anybody who prepares notices writes down facts: to call off what the head decided on, but
 * where the authority refused it, and to withdraw a notice of the school’s own.
 */
export function headDecides(
  kind: PenaltyEventKind,
  { stage, issuer }: { readonly stage: PenaltyStage; readonly issuer: 'authority' | 'school' | null },
): boolean {
  if (kind === 'penalty-called-off') return stage !== 'not clear'
  return kind === 'penalty-withdrawn' && issuer === 'school'
}

export function isPenaltyEvent<E extends { readonly kind: EventKind }>(
  event: E,
): event is E & { readonly kind: PenaltyEventKind } {
  return event.kind.startsWith('penalty-')
}

/** An event as far as the state needs it: nobody who wrote it. */
export type PenaltyFact = {
  readonly [K in PenaltyEventKind]: { readonly kind: K; readonly day: Day; readonly body: EventBody<K> }
}[PenaltyEventKind]

/**
 * Where a notice stands on a day. Events that may not follow on what went before are passed over, so that no stage is reached without the events
 * that lead to it: nothing is issued before the authority was asked and said that all is clear, and prosecution follows on an unpaid notice alone.
 * @returns undefined where nothing began it
 */
export function penaltyState(events: readonly PenaltyFact[], today: Day): PenaltyState | undefined {
  const taken: PenaltyFact[] = []
  for (const event of events) if (mayFollow(taken, event)) taken.push(event)
  return stateOf(taken, today)
}

/** Whether an event may follow on those before it, on its own day. */
export function mayFollow(before: readonly PenaltyFact[], event: PenaltyFact): boolean {
  const state = stateOf(before, event.day)
  if (!FOLLOWS[state?.stage ?? 'nothing'].includes(event.kind)) return false
  const begun = before[0]?.day
  // Nothing about a notice is older than its request: a day in the past would place it in other three years, or before the head decided.
  if (begun !== undefined && event.day < begun) return false
  if (state?.issued !== null && state !== undefined && event.day < state.issued) return false
  if (event.kind === 'penalty-withdrawn' && state?.withdrawn === true) return false
  if (event.kind === 'penalty-refunded') return event.body.pence <= (state?.account.held ?? 0)
  if (event.kind === 'penalty-issued') return event.day >= (lastFact(before, 'penalty-checked')?.day ?? event.day)
  return true
}

function stateOf(events: readonly PenaltyFact[], today: Day): PenaltyState | undefined {
  const [begun] = events
  if (begun?.kind === 'penalty-elsewhere') return elsewhere(begun, events)
  if (begun?.kind !== 'penalty-requested') return undefined
  const issue = lastFact(events, 'penalty-issued')
  const { received, deemed } = receiptOf(events, today)
  const { kind, parent } = begun.body
  const withdrawn = lastFact(events, 'penalty-withdrawn') !== undefined
  // Until it is received nobody knows the last days: a payment before then is in time, at the price of that day.
  const prices = issue === undefined ? [] : datedPrices(issue.body.prices, received ?? expectedReceipt(issue))
  const inParts = issue?.body.inParts ?? false
  const account = accountOf(events.flatMap(movementOf), { prices, inParts, withdrawn, today })
  const stage = stageOf(events, { today, account, prices, received })
  const due = stage === 'issued' || stage === 'received' ? dueOn(prices, today) : null
  return {
    stage,
    kind,
    rank: issue === undefined ? begun.body.rank : issue.body.rank,
    parent,
    issued: issue?.day ?? null,
    received,
    deemed,
    prices,
    due,
    daysLeft: due === null ? null : daysBetween(today, due.last),
    account,
    withdrawn,
  }
}

function elsewhere(
  { day, body }: Extract<PenaltyFact, { kind: 'penalty-elsewhere' }>,
  events: readonly PenaltyFact[],
): PenaltyState {
  const mistaken = lastFact(events, 'penalty-mistaken') !== undefined
  const withdrawn = lastFact(events, 'penalty-withdrawn') !== undefined
  const account = { paid: 0, refunded: 0, held: 0, met: null, toRefund: 0 }
  const nothing = { rank: null, received: null, deemed: false, prices: [], due: null, daysLeft: null, account }
  return {
    ...nothing,
    stage: mistaken ? 'mistaken' : 'elsewhere',
    kind: body.kind,
    parent: body.parent,
    issued: day,
    // What there never was counts as little as what was withdrawn.
    withdrawn: body.withdrawn || withdrawn || mistaken,
  }
}

function stageOf(
  events: readonly PenaltyFact[],
  {
    today,
    account,
    prices,
    received,
  }: { today: Day; account: Account; prices: readonly DatedPrice[]; received: Day | null },
): PenaltyStage {
  const has = (kind: PenaltyEventKind) => events.some((event) => event.kind === kind)
  if (has('penalty-withdrawn')) return 'withdrawn'
  if (has('penalty-prosecuted')) return 'prosecuted'
  if (has('penalty-issued')) {
    if (account.met !== null) return account.met.price === prices.at(-1) ? 'paid28' : 'paid21'
    if (prices.every(({ last }) => last < today)) return 'unpaid'
    return received === null ? 'issued' : 'received'
  }
  if (has('penalty-called-off')) return 'called off'
  const answer = lastFact(events, 'penalty-checked')?.body.answer
  return answer === undefined ? 'requested' : answer === 'clear' ? 'checked' : 'not clear'
}

type Issue = Extract<PenaltyFact, { kind: 'penalty-issued' }>

function expectedReceipt({ day, body }: Issue): Day {
  return body.way === 'by hand' ? day : workingDaysAfter(day, body.deemedDays)
}

function receiptOf(events: readonly PenaltyFact[], today: Day): { received: Day | null; deemed: boolean } {
  const entered = lastFact(events, 'penalty-received')
  const issue = lastFact(events, 'penalty-issued')
  if (entered !== undefined) return { received: entered.day, deemed: false }
  if (issue === undefined) return { received: null, deemed: false }
  const expected = expectedReceipt(issue)
  return { received: expected <= today ? expected : null, deemed: issue.body.way === 'post' }
}

function movementOf(event: PenaltyFact): Movement[] {
  if (event.kind === 'penalty-paid') return [{ kind: 'paid', day: event.day, pence: event.body.pence }]
  if (event.kind === 'penalty-refunded') return [{ kind: 'refunded', day: event.day, pence: event.body.pence }]
  return []
}

function lastFact<K extends PenaltyEventKind>(
  events: readonly PenaltyFact[],
  kind: K,
): Extract<PenaltyFact, { kind: K }> | undefined {
  return events.findLast((event): event is Extract<PenaltyFact, { kind: K }> => event.kind === kind)
}

/** The penalty events of a thread, in order. */
export function penaltyFacts(events: readonly ThreadEvent[]): readonly PenaltyFact[] {
  return events.filter((event): event is ThreadEvent & PenaltyFact => isPenaltyEvent(event))
}

/** The request with which a notice began; undefined for a notice of elsewhere. */
export function requestOf(events: readonly ThreadEvent[]): EventBody<'penalty-requested'> | undefined {
  return lastOf(events, 'penalty-requested')?.body
}
