import { longDay } from '../../../kernel/day.ts'
import { EVENTS } from '../../contract/event.ts'
import type { ActionFact, ActionKind, ActionStage } from './action-state.ts'

export const ACTION_NAMES: Readonly<Record<ActionKind, string>> = {
  'fast track': 'Fast track',
  'education supervision order': 'Education supervision order',
  'parenting order': 'Parenting order',
  prosecution: 'Prosecution',
}

/** What each is for, in a sentence, and where that comes from. */
export const ACTION_MEANS: Readonly<Record<ActionKind, string>> = {
  'fast track':
    'A few weeks with an early attendance panel, where a family refuses help. The authority’s own way of working.',
  'education supervision order':
    'The family court gives the authority a year to direct what parents do (section 36 Children Act 1989). The authority asks social care first.',
  'parenting order':
    'A court makes it with a conviction: up to twelve months with an officer, and a guidance programme (its length not verified).',
  prosecution:
    'The authority takes a parent to the magistrates’ court (section 444 Education Act 1996). The last resort; it considers an education supervision order first.',
}

export const STAGE_WORDS: Readonly<Record<ActionStage, string>> = {
  referred: 'Referred, waiting for an answer',
  declined: 'Declined by the authority: decide what follows',
  followed: 'Declined by the authority',
  accepted: 'Taken on by the authority',
  interviewed: 'Interview under caution',
  charged: 'To be prosecuted',
  hearing: 'Court hearing set',
  decided: 'Decided by the court',
  order: 'Order in force',
  running: 'Running',
  warned: 'Final warning given',
  ended: 'Ended',
  'called off': 'Called off',
}

/** What happened, in one or two sentences. */
export function eventWords(event: ActionFact): string {
  const lead = EVENTS[event.kind].step ?? event.kind
  return [`${lead}.`, ...detail(event)].filter((part) => part !== '').join(' ')
}

function detail(event: ActionFact): readonly string[] {
  switch (event.kind) {
    case 'action-referred':
      return [`To ${event.body.to}, about ${event.body.sessions.length} sessions.`, event.body.because]
    case 'action-answered':
      return [event.body.answer === 'accepted' ? 'It takes it on.' : 'It does not take it on.', event.body.words]
    case 'action-followed':
      return [sentence(event.body.next), event.body.words]
    case 'action-interviewed':
      return [event.body.came ? 'They came.' : 'They did not come.', event.body.words]
    case 'action-charged':
      return [`Under ${event.body.offence}.`, event.body.words]
    case 'action-hearing':
      return [`${event.body.court}, ${longDay(event.body.hearing)}.`]
    case 'action-outcome':
      return [sentence([event.body.outcome, ...event.body.sentences].join(', ')), event.body.words]
    case 'order-made':
      return [`Until ${longDay(event.body.until)}, with ${event.body.officer}.`, event.body.directions]
    case 'order-extended':
      return [`Until ${longDay(event.body.until)}.`, event.body.words]
    case 'track-begun':
      return [`For ${event.body.weeks} weeks; looked at on ${longDay(event.body.review)}.`, event.body.expects]
    case 'track-panel':
      return [event.body.agreed, `Looked at again on ${longDay(event.body.review)}.`]
    case 'order-ended':
      return [sentence(event.body.how), event.body.words]
    case 'track-ended':
      return [sentence(event.body.outcome), event.body.words]
    case 'action-called-off':
      return [event.body.because]
    case 'order-breached':
    case 'track-warned':
      return [event.body.words]
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
