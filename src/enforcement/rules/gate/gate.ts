import { type EventOf, eventsOf, lastOf, type ThreadEvent } from '../../contract/event.ts'
import type { TOOLS } from '../../contract/events/notice.ts'
import { sessionKey } from '../threshold/marks-of-strip.ts'
import { type LeaveFacts, leaveMissing } from './refused-leave.ts'

export type Tool = (typeof TOOLS)[number]
/** The formal steps before which the questions are asked. */
export type GatedStep = 'notice to improve' | 'penalty notice'

/** What has to have been weighed before each, with why it was not chosen (domain reference §5.3, tests before issue). */
export const ALTERNATIVES: Readonly<Record<GatedStep, readonly Tool[]>> = {
  'notice to improve': ['more support', 'attendance contract'],
  'penalty notice': ['more support', 'attendance contract', 'notice to improve', 'education supervision order'],
}

/** `leave` is asked before a penalty notice that rests on sessions of G, and of nothing else. */
export const QUESTIONS = [
  'support',
  'leave',
  'equality',
  'safeguarding',
  'alternatives',
  'best tool',
  'decision',
] as const
export type Question = (typeof QUESTIONS)[number]

/** What the marks say now, without sessions that other notices have used. */
export interface GateFacts {
  /** Whether the national threshold is met now. */
  readonly met: boolean
  /** The sessions that count now, of any age, as `sessionKey` names them. */
  readonly counted: ReadonlySet<string>
  /** How many the threshold asks for. */
  readonly amount: number
  /** What else stands in the way of a penalty notice, as `penaltyInTheWay` says it. */
  readonly barred?: string | null
  /** What the records hold of leave for sessions of G; null where the step rests on none. */
  readonly leave?: LeaveFacts | null
}

export interface GateItem {
  readonly question: Question
  /** Who answered last, and when; null where nobody has. */
  readonly answered: Pick<ThreadEvent, 'by' | 'at'> | null
  /** Why this keeps the gate shut, and what to do about it; null where it does not. */
  readonly missing: string | null
}

export interface Gate {
  readonly step: GatedStep
  readonly open: boolean
  readonly items: readonly GateItem[]
  /** Why a decision that was made does not hold any more. */
  readonly closedAgain: string | null
}

type Events = readonly ThreadEvent[]

/**
 * Whether a formal step may be built now: everything asked was answered by somebody, the head decided after the last answer, and the facts are
 * still those that the head decided on. Support comes first, then law (domain reference §5.3).
 */
export function gateOf(events: Events, facts: GateFacts, step: GatedStep): Gate {
  const shut = closedAgain(events, facts) ?? (step === 'penalty notice' ? (facts.barred ?? null) : null)
  const items: readonly GateItem[] = [
    item('support', lastOf(events, 'support-answered'), supportMissing(events)),
    ...(step === 'penalty notice' && facts.leave
      ? [item('leave', lastOf(events, 'leave-answered'), leaveMissing(events, facts.leave))]
      : []),
    item('equality', lastOf(events, 'equality-answered'), equalityMissing(events)),
    item('safeguarding', lastOf(events, 'safeguarding-answered'), safeguardingMissing(events)),
    item('alternatives', lastOf(events, 'alternative-answered'), alternativesMissing(events, step)),
    item('best tool', lastOf(events, 'best-tool-answered'), bestToolMissing(events, step)),
    item('decision', lastOf(events, 'decided'), shut ?? decisionMissing(events, { facts, step })),
  ]
  const open = eventsOf(events, 'considered').length > 0 && items.every(({ missing }) => missing === null)
  return { step, open, items, closedAgain: shut }
}

function item(question: Question, answer: ThreadEvent | undefined, missing: string | null): GateItem {
  return { question, answered: answer === undefined ? null : { by: answer.by, at: answer.at }, missing }
}

function supportMissing(events: Events): string | null {
  const answer = lastOf(events, 'support-answered')
  if (answer === undefined) return 'Say what support was given, or why none would suit.'
  if (answer.body.answer === 'given' && answer.body.evidence.length === 0)
    return 'The case holds no support. Record it there first, or say why none would suit.'
  return null
}

function equalityMissing(events: Events): string | null {
  const answer = lastOf(events, 'equality-answered')
  if (answer === undefined)
    return 'Say whether the child or a parent has a disability, and which adjustments were considered.'
  if (answer.body.disability === 'not known')
    return 'Find out whether there is a disability first: ask the SENCO and the family.'
  return null
}

function safeguardingMissing(events: Events): string | null {
  const answer = lastOf(events, 'safeguarding-answered')
  if (answer === undefined)
    return 'The designated safeguarding lead has not said whether safeguarding speaks against it.'
  if (answer.body.answer === 'stop') return 'The designated safeguarding lead says that this must not go on.'
  return null
}

/** The alternatives that nobody has said anything of. */
export function unweighed(events: Events, step: GatedStep): readonly Tool[] {
  const weighed = new Set(eventsOf(events, 'alternative-answered').map(({ body }) => body.tool))
  return ALTERNATIVES[step].filter((tool) => !weighed.has(tool))
}

function alternativesMissing(events: Events, step: GatedStep): string | null {
  const left = unweighed(events, step)
  return left.length === 0 ? null : `Say of each alternative why it is not chosen: ${left.join(', ')}.`
}

const WITH_ARTICLE: Readonly<Record<Tool, string>> = {
  'more support': 'more support',
  'attendance contract': 'an attendance contract',
  'education supervision order': 'an education supervision order',
  'notice to improve': 'a notice to improve',
  'penalty notice': 'a penalty notice',
  prosecution: 'prosecution',
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

function bestToolMissing(events: Events, step: GatedStep): string | null {
  const answer = lastOf(events, 'best-tool-answered')
  if (answer === undefined) return 'Say which tool is best for this child, and why.'
  const { tool } = answer.body
  if (tool !== step)
    return `${sentence(WITH_ARTICLE[tool])} was called best for this child. If ${WITH_ARTICLE[step]} is best after all, answer that question again and say why.`
  return null
}

const ANSWERS: readonly ThreadEvent['kind'][] = [
  'support-answered',
  'leave-answered',
  'equality-answered',
  'safeguarding-answered',
  'alternative-answered',
  'best-tool-answered',
]

function decisionMissing(events: Events, { facts, step }: { facts: GateFacts; step: GatedStep }): string | null {
  const decided = lastOf(events, 'decided')
  if (decided === undefined) {
    const lost = thresholdLost(events, facts)
    return lost ?? 'The head has not decided.'
  }
  return decided.body.decision === step ? null : `The head decided otherwise: ${decided.body.decision}.`
}

/** Before a decision: a consideration that began because the threshold was met, and it is no longer. */
export function thresholdLost(events: Events, facts: GateFacts): string | null {
  const begun = lastOf(events, 'considered')
  if (begun === undefined || begun.body.metOn === null || facts.met) return null
  return 'The threshold is no longer met: sessions were recoded since. There is nothing to decide on.'
}

/** Why the head has to decide again, or cannot any more. */
function closedAgain(events: Events, facts: GateFacts): string | null {
  const decided = lastOf(events, 'decided')
  if (decided === undefined || decided.body.decision === 'no notice') return null
  const later = events.find(({ kind, number }) => number > decided.number && ANSWERS.includes(kind))
  if (later !== undefined) return 'An answer was changed after the head decided. The head decides again.'
  return basisLost(decided, facts)
}

function basisLost({ body }: EventOf<'decided'>, facts: GateFacts): string | null {
  const still = body.sessions.filter((session) => facts.counted.has(sessionKey(session))).length
  if (body.sessions.length === 0)
    return 'The head decided on no session of unauthorised absence: there is nothing for a notice to be about.'
  // Below the threshold nothing but the sessions themselves carries the decision: every one of them.
  const needed = body.metOn === null ? body.sessions.length : facts.amount
  if (still >= needed) return null
  return `Sessions were recoded after the head decided: ${still} of the ${body.sessions.length} still count, and ${needed} are needed. The head decides again.`
}
