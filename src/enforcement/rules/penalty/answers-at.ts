import { shortDay } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { eventsOf, lastOf, type ThreadEvent } from '../../contract/event.ts'

const SAFEGUARDING = {
  'go on': 'Asked and answered: nothing speaks against it',
  stop: 'Asked and answered: it speaks against a notice',
} as const

/**
 * What was asked before a notice, and answered, as it stood at the moment at which the notice was asked for: what was answered since shuts the gate, and
 * is on the page. What those who look after safety wrote stays with them, and what was weighed of the health of a child or of a parent stays at the
 * school: the paper may be about the other parent.
 */
export function answersAt(all: readonly ThreadEvent[], moment: Moment): readonly (readonly [string, string])[] {
  const events = all.filter(({ at }) => at <= moment)
  const [support, equality, safeguarding] = [
    lastOf(events, 'support-answered'),
    lastOf(events, 'equality-answered'),
    lastOf(events, 'safeguarding-answered'),
  ]
  const [leave, decided] = [lastOf(events, 'leave-answered'), lastOf(events, 'decided')]
  const rows: (readonly [string, string] | undefined)[] = [
    support && ['Support', `${support.body.answer === 'given' ? 'Given' : 'Would not suit'}: ${support.body.words}`],
    ...(support?.body.evidence ?? []).map((words) => ['Support on record', words] as const),
    leave && [leave.body.answer === 'refused' ? 'Sending of the refusal' : 'No leave was asked for', leave.body.words],
    equality && [
      'Equality Act 2010',
      `Considered on ${shortDay(equality.day)}; what was weighed is kept at the school`,
    ],
    safeguarding && ['Safeguarding', SAFEGUARDING[safeguarding.body.answer]],
    ...eventsOf(events, 'alternative-answered').map(({ body }) => [`Why not: ${body.tool}`, body.words] as const),
    decided && ['The head’s decision', `${shortDay(decided.day)}, ${decided.by.name}: ${decided.body.words}`],
  ]
  return rows.filter((row) => row !== undefined)
}
