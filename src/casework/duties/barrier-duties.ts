import { type Duty, type DutyRule, dueAfter, dutyKey } from '../../duties/contract.ts'
import { type Day, longDay } from '../../kernel/day.ts'
import { read } from '../../law/citation.ts'
import { type Entry, entriesOf } from '../contract/entry.ts'
import type { CaseFacts, KnownCase } from '../rules/cases/case-facts.ts'
import { statesOf } from '../rules/cases/case-state.ts'
import { compareStages } from '../rules/stages.ts'
import { casePage, isHere } from './case-duties.ts'

/** School days after which a case that listens should have heard somebody. No source names a number: it is our own. */
const SCHOOL_DAYS = 10

export const BARRIER_RULES: readonly DutyRule[] = [
  {
    id: 'casework.assess',
    title: 'Ask what makes school hard: the child, the parents, the school',
    source: read('Firstbell’s own choice of ten school days; no law or guidance names a number'),
    sourceKind: 'policy',
    owner: 'pastoral',
    clock: { amount: SCHOOL_DAYS, unit: 'school days' },
    consequence: 'Support is chosen without knowing why the child is absent.',
    ends: 'facts',
    needs: 'casework.view',
  },
]

/** Open cases that listen, or are further on, in which nobody has answered yet what makes school hard. */
export function barrierDuties(facts: CaseFacts): readonly Duty[] {
  return facts.cases
    .filter(({ state, pupilId }) => state.status === 'open' && isHere(facts, pupilId))
    .flatMap((one) => assessDuty(facts, one))
}

function assessDuty({ asked }: CaseFacts, one: KnownCase): readonly Duty[] {
  if (compareStages(one.state.stage, 'listen') < 0 || entriesOf(one.entries, 'assessed').length > 0) return []
  const since = listensSince(one.entries) ?? one.state.opened
  const subject = { kind: 'pupil', id: one.pupilId } as const
  const from = { day: since, time: null }
  return [
    {
      key: dutyKey('casework.assess', subject, one.caseId),
      rule: 'casework.assess',
      subject,
      because: [{ day: since, half: null, code: null, words: `The case has listened since ${longDay(since)}` }],
      from,
      due: dueAfter(from, { amount: SCHOOL_DAYS, unit: 'school days' }, asked.days),
      actions: [casePage(one)],
    },
  ]
}

/** The day on which a case last came to listening, and has not stepped back from it since. */
function listensSince(entries: readonly Entry[]): Day | undefined {
  let since: Day | undefined
  for (const { entry, state } of statesOf(entries))
    since = compareStages(state.stage, 'listen') >= 0 ? (since ?? entry.day) : undefined
  return since
}
