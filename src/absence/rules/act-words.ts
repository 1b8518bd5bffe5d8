import { shortDay } from '../../kernel/day.ts'
import type { AttemptOutcome, ChaseAct, TextWaits, VisitOutcome } from './chase-acts.ts'

export const OUTCOME_NAMES: Readonly<Record<AttemptOutcome, string>> = {
  'no-answer': 'no answer',
  'message-left': 'message left',
  spoke: 'spoke, no reason given',
  reason: 'gave a reason',
  'return-date': 'said when they are back',
  'wrong-number': 'wrong number',
  sent: 'sent',
  'not-sent': 'not sent',
}

const WAITS: Readonly<Record<TextWaits, string>> = { service: 'on its way', hand: 'waits to be sent by hand' }

export const VISIT_OUTCOME_NAMES: Readonly<Record<VisitOutcome, string>> = {
  'seen-safe': 'the child was seen and safe',
  spoke: 'spoke to somebody, the child was not seen',
  'nobody-in': 'nobody in',
  concern: 'cause for concern',
}

/** One act in a line, and what somebody wrote beside it. */
export function inShort(act: ChaseAct): { readonly what: string; readonly words: string } {
  const { words } = act
  switch (act.kind) {
    case 'safe':
      return { what: `Seen and safe: by ${act.seenBy}, ${act.where}`, words }
    case 'handed-over': {
      const reference = act.reference === '' ? '' : ` (${act.reference})`
      return { what: `Handed over to the ${act.to}${reference}`, words }
    }
    case 'visit':
      if (act.step === 'planned') return { what: `Visit planned: ${act.going}`, words }
      if (act.step === 'called-off') return { what: 'Visit called off', words }
      return { what: `Visit by ${act.going}: ${act.outcome === null ? '' : VISIT_OUTCOME_NAMES[act.outcome]}`, words }
    case 'attempt': {
      const way = { call: 'Call', text: 'Text', letter: 'Letter' }[act.channel]
      const came = act.waits === undefined ? OUTCOME_NAMES[act.outcome] : WAITS[act.waits]
      const back = act.returnDay === null ? '' : `, ${shortDay(act.returnDay)}`
      const to = act.whom === 'contact' ? act.contactName : `the ${act.whom}`
      return { what: `${way} to ${to}: ${came}${back}`, words }
    }
  }
}
