import type { Day } from '../../../kernel/day.ts'
import type { EventBody, EventKind, ThreadEvent, ThreadKind } from '../../contract/event.ts'

/** What lies beyond notices. */
export const ACTION_KINDS = ['fast track', 'education supervision order', 'parenting order', 'prosecution'] as const
export type ActionKind = (typeof ACTION_KINDS)[number]

export function isAction(kind: ThreadKind): kind is ActionKind {
  return ACTION_KINDS.some((one) => one === kind)
}

export const ACTION_STAGES = [
  'referred',
  'declined',
  'followed',
  'accepted',
  'interviewed',
  'charged',
  'hearing',
  'decided',
  'order',
  'running',
  'warned',
  'ended',
  'called off',
] as const
export type ActionStage = (typeof ACTION_STAGES)[number]

/** Where nothing more comes of an action itself: another can be referred, and no letter waits for it. */
export const OVER_STAGES: readonly ActionStage[] = ['declined', 'followed', 'decided', 'ended', 'called off']

export type ActionEventKind = Extract<EventKind, `action-${string}` | `order-${string}` | `track-${string}`>

/** From where to where each event leads. What is not here does not happen: such an event changes nothing. */
type Moves = Readonly<
  Partial<Record<ActionEventKind, { readonly from: readonly (ActionStage | 'nothing')[]; readonly to: ActionStage }>>
>

const REFERRAL: Moves = {
  'action-referred': { from: ['nothing'], to: 'referred' },
  'action-answered': { from: ['referred'], to: 'accepted' },
  'action-followed': { from: ['declined'], to: 'followed' },
  'action-called-off': {
    from: ['referred', 'accepted', 'interviewed', 'charged', 'hearing', 'running', 'warned'],
    to: 'called off',
  },
}

const ORDER: Moves = {
  'order-extended': { from: ['order'], to: 'order' },
  'order-breached': { from: ['order'], to: 'order' },
  'order-ended': { from: ['order', 'accepted', 'hearing'], to: 'ended' },
}

export const MOVES: Readonly<Record<ActionKind, Moves>> = {
  'fast track': {
    'action-referred': { from: ['nothing'], to: 'referred' },
    'track-begun': { from: ['referred'], to: 'running' },
    'track-panel': { from: ['running', 'warned'], to: 'running' },
    'track-warned': { from: ['running'], to: 'warned' },
    'track-ended': { from: ['running', 'warned'], to: 'ended' },
    'action-called-off': { from: ['referred', 'running', 'warned'], to: 'called off' },
  },
  'education supervision order': {
    ...REFERRAL,
    ...ORDER,
    'action-hearing': { from: ['accepted', 'hearing'], to: 'hearing' },
    'order-made': { from: ['accepted', 'hearing'], to: 'order' },
  },
  // The court makes it with a conviction: nobody is asked first.
  'parenting order': {
    'action-referred': { from: ['nothing'], to: 'referred' },
    'order-made': { from: ['referred'], to: 'order' },
    ...ORDER,
    'action-called-off': { from: ['referred'], to: 'called off' },
  },
  prosecution: {
    ...REFERRAL,
    'action-interviewed': { from: ['accepted', 'interviewed'], to: 'interviewed' },
    'action-charged': { from: ['accepted', 'interviewed'], to: 'charged' },
    'action-hearing': { from: ['charged', 'hearing'], to: 'hearing' },
    'action-outcome': { from: ['charged', 'hearing'], to: 'decided' },
  },
}

/**
 * Who alone enters a step. The head takes back what the head referred, and tells a family that the next absence leads further; what follows where
 * the authority declined is for whoever decides in cases, the champion or the head.
 */
export const DECIDED_BY: Partial<Readonly<Record<ActionEventKind, 'enforcement.decide' | 'casework.decide'>>> = {
  'action-called-off': 'enforcement.decide',
  'track-warned': 'enforcement.decide',
  'action-followed': 'casework.decide',
}

/** Where an action stands. It follows from its events and from nothing else. */
export interface ActionState {
  readonly stage: ActionStage
  readonly since: Day
  readonly referral: EventBody<'action-referred'>
  /** The last day of the order as made or extended. */
  readonly until: Day | null
  /** When the fast track is looked at, or the court sits. */
  readonly next: Day | null
  readonly outcome: EventBody<'action-outcome'> | null
  readonly breaches: number
}

/** Events of an action, as far as its state needs them. */
export type ActionFact = {
  readonly [K in ActionEventKind]: { readonly kind: K; readonly day: Day; readonly body: EventBody<K> }
}[ActionEventKind]

export function isActionEvent(event: ThreadEvent): event is ThreadEvent & { readonly kind: ActionEventKind } {
  return /^(action|order|track)-/.test(event.kind)
}

/** @returns undefined where nobody referred it: such an action is none */
export function actionState(kind: ActionKind, events: readonly ActionFact[]): ActionState | undefined {
  let state: ActionState | undefined
  for (const event of events) if (mayHappen(kind, state, event)) state = after(kind, state, event)
  return state
}

/** Whether an event may follow on where an action stands. */
export function mayHappen(
  kind: ActionKind,
  state: ActionState | undefined,
  event: Pick<ActionFact, 'kind' | 'day'>,
): boolean {
  const move = MOVES[kind][event.kind]
  if (move === undefined || !move.from.includes(state?.stage ?? 'nothing')) return false
  return state === undefined || event.day >= state.since
}

/** What may be entered next. */
export function mayFollow(kind: ActionKind, stage: ActionStage | 'nothing'): readonly ActionEventKind[] {
  // The keys of a table that is written out above.
  return (Object.keys(MOVES[kind]) as ActionEventKind[]).filter((event) => MOVES[kind][event]?.from.includes(stage))
}

function after(kind: ActionKind, state: ActionState | undefined, event: ActionFact): ActionState | undefined {
  if (state === undefined) return event.kind === 'action-referred' ? referred(event) : undefined
  const moved = { ...state, stage: MOVES[kind][event.kind]?.to ?? state.stage, since: event.day, next: null }
  switch (event.kind) {
    case 'action-answered':
      return event.body.answer === 'declined' ? { ...moved, stage: 'declined' } : moved
    case 'action-hearing':
      return { ...moved, next: event.body.hearing }
    case 'action-outcome':
      return { ...moved, outcome: event.body }
    case 'order-made':
    case 'order-extended':
      return { ...moved, until: event.body.until }
    case 'order-breached':
      return { ...moved, breaches: moved.breaches + 1 }
    case 'track-begun':
    case 'track-panel':
      return { ...moved, next: event.body.review }
    // The day that was set goes on: a final warning that nobody looks at again is none.
    case 'track-warned':
      return { ...moved, next: event.body.review ?? state.next }
    default:
      return moved
  }
}

function referred({ day, body }: Extract<ActionFact, { kind: 'action-referred' }>): ActionState {
  return { stage: 'referred', since: day, referral: body, until: null, next: null, outcome: null, breaches: 0 }
}
