import { type Duty, type DutyRule, dutyKey } from '../../../duties/contract.ts'
import { addDays, type Day, longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { read, unread } from '../../../law/citation.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import { type ActionKind, type ActionState, actionState, isActionEvent } from './action-state.ts'
import { ACTION_NAMES } from './action-words.ts'
import { courtUntil, extendableFrom } from './may-refer.ts'

const NEEDS = { owner: 'attendance-champion', ends: 'facts', needs: 'enforcement.view', clock: null } as const
/** Our own choice: days after which somebody asks the authority again. */
const WITHOUT_ANSWER = 14

export const BEYOND_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'N24',
    title: 'Education supervision order: say whether the authority asks for it to go on',
    source: read('Section 36 Children Act 1989, as restated by local authorities'),
    sourceKind: 'regulation',
    consequence: 'An order that nobody extends in its last three months ends on its last day.',
    ...NEEDS,
  },
  {
    id: 'N30',
    title: 'Prosecution: ask the authority before the time for it is over',
    source: unread('Time limit for summary offences'),
    sourceKind: 'regulation',
    consequence: 'After six months (not verified) no court can be asked about the earliest session any more.',
    ...NEEDS,
  },
  {
    id: 'enforcement.answer',
    title: 'Ask what became of a referral',
    source: read('This product’s own choice: 14 days without an answer'),
    sourceKind: 'policy',
    consequence: 'The family and the school wait, and nobody knows what comes next.',
    ...NEEDS,
  },
  {
    id: 'enforcement.track-review',
    title: 'Fast track: look at it with the family',
    source: read('The day that was set when the fast track began'),
    sourceKind: 'policy',
    consequence: 'A few weeks pass without anybody knowing whether they helped.',
    ...NEEDS,
  },
  {
    id: 'enforcement.hearing',
    title: 'Enter what the court decided',
    source: read('The day of the hearing as it was entered'),
    sourceKind: 'policy',
    consequence: 'The child’s case does not say what happened.',
    ...NEEDS,
  },
]

export interface ActionThread {
  readonly threadId: string
  readonly kind: ActionKind
  readonly pupilId: PupilId
  readonly events: readonly ThreadEvent[]
}

/** What fast tracks, orders and prosecutions ask for on a day. */
export function beyondDuties(thread: ActionThread, today: Day): readonly Duty[] {
  const state = actionState(thread.kind, thread.events.filter(isActionEvent))
  return state === undefined ? [] : [...clocks(thread, state, today)]
}

function* clocks(thread: ActionThread, state: ActionState, today: Day): Generator<Duty> {
  const { stage, since, until, next } = state
  if (stage === 'referred')
    yield duty(thread, {
      rule: 'enforcement.answer',
      from: since,
      due: addDays(since, WITHOUT_ANSWER),
      words: thread.kind === 'fast track' ? 'Decided on, and not begun' : 'Referred to the authority',
    })
  if (
    stage === 'order' &&
    until !== null &&
    thread.kind === 'education supervision order' &&
    today >= extendableFrom(until)
  )
    yield duty(thread, {
      rule: 'N24',
      from: extendableFrom(until),
      due: until,
      words: `The order ends on ${longDay(until)}`,
    })
  if (thread.kind === 'prosecution' && ['referred', 'accepted', 'interviewed'].includes(stage)) {
    const [earliest] = state.referral.sessions.map(({ day }) => day).toSorted()
    const last = earliest === undefined ? null : courtUntil(earliest)
    if (earliest !== undefined && last !== null)
      yield duty(thread, { rule: 'N30', from: earliest, due: last, words: 'The earliest session of the referral' })
  }
  if (next !== null && (stage === 'running' || stage === 'warned'))
    yield duty(thread, {
      rule: 'enforcement.track-review',
      from: since,
      due: next,
      words: 'The fast track is looked at',
    })
  if (next !== null && stage === 'hearing' && next <= today)
    yield duty(thread, { rule: 'enforcement.hearing', from: next, due: addDays(next, 7), words: 'A court sat' })
}

function duty(
  { threadId, pupilId, kind }: ActionThread,
  { rule, from, due, words }: { rule: string; from: Day; due: Day; words: string },
): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  return {
    key: dutyKey(rule, subject, `${threadId}:${due}`),
    rule,
    subject,
    because: [
      {
        day: from,
        half: null,
        code: null,
        words: `${ACTION_NAMES[kind]}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
      },
    ],
    from: { day: from, time: null },
    due: { kind: 'by', day: due, time: null },
    actions: [{ label: `Open the ${kind}`, to: '/beyond-notices/$threadId', params: { threadId } }],
  }
}
