import type { Day } from '../../kernel/day.ts'
import type { ContactId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { ReportBy } from './report.ts'

/** How a family was tried. */
export const ATTEMPT_CHANNELS = ['call', 'text', 'letter'] as const
export type AttemptChannel = (typeof ATTEMPT_CHANNELS)[number]

/** What came of a call. `spoke`: somebody answered and gave neither a reason nor a day, which ends nothing. */
export const CALL_OUTCOMES = ['no-answer', 'message-left', 'spoke', 'reason', 'return-date', 'wrong-number'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** `sent` and `not-sent` are of texts and letters. */
export type AttemptOutcome = CallOutcome | 'sent' | 'not-sent'

/** Whom a call was to: a contact of the child, or somebody whose work it is. */
export const CALLED = ['contact', 'social worker', 'police', 'local authority'] as const
export type Called = (typeof CALLED)[number]

/** To whom a chase is handed over: from then on they look for the child. */
export const HANDED_TO = ['safeguarding lead', 'police', 'social worker', 'local authority'] as const
export type HandedTo = (typeof HANDED_TO)[number]

export const TEXT_WAITS = ['service', 'hand'] as const
export type TextWaits = (typeof TEXT_WAITS)[number]

/** What a visit to the home came to. */
export const VISIT_OUTCOMES = ['seen-safe', 'spoke', 'nobody-in', 'concern'] as const
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number]

interface Act {
  readonly id: string
  /** The school day on which it was done. */
  readonly day: Day
  readonly at: Moment
  readonly by: ReportBy
}

export interface Attempt extends Act {
  readonly kind: 'attempt'
  readonly channel: AttemptChannel
  readonly whom: Called
  readonly contactId: ContactId | null
  readonly contactName: string
  /** The number rung, where it was one. */
  readonly address: string | null
  readonly outcome: AttemptOutcome
  /** A text that has not gone: it waits for the service, or for a person to send it. Nobody was tried with it yet. */
  readonly waits?: TextWaits
  readonly words: string
  /** The day on which the family expects the child back. */
  readonly returnDay: Day | null
}

/** Somebody goes to the home, or went. */
export interface Visit extends Act {
  readonly kind: 'visit'
  readonly step: 'planned' | 'made' | 'called-off'
  readonly going: string
  readonly outcome: VisitOutcome | null
  readonly words: string
}

/** Somebody saw the child, who was safe: by whom, where. */
export interface Safe extends Act {
  readonly kind: 'safe'
  readonly seenBy: string
  readonly where: string
  readonly words: string
}

export interface HandOver extends Act {
  readonly kind: 'handed-over'
  readonly to: HandedTo
  readonly words: string
  readonly reference: string
}

/** Something that was done about one absent child. Never changed; in the order in which it was done. */
export type ChaseAct = Attempt | Visit | Safe | HandOver

/** Somebody of the family was spoken to. */
export function reachedFamily(act: ChaseAct): boolean {
  if (act.kind === 'attempt') return act.whom === 'contact' && ['spoke', 'reason', 'return-date'].includes(act.outcome)
  return act.kind === 'visit' && (act.outcome === 'spoke' || act.outcome === 'seen-safe')
}
