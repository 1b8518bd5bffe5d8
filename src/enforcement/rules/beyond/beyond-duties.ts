import { type Duty, type DutyRule, dutyKey } from '../../../duties/contract.ts'
import { addDays, type Day, longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { read, unread } from '../../../law/citation.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import { type ActionKind, type ActionState, actionState, isActionEvent } from './action-state.ts'
import { ACTION_NAMES } from './action-words.ts'
import { afterWarning, type SinceWarning } from './after-warning.ts'
import { courtUntil, extendableFrom } from './may-refer.ts'

const NEEDS = { owner: 'attendance-champion', ends: 'facts', needs: 'enforcement.view', clock: null } as const
/** Our own choice: days after which somebody asks the authority again. */
const WITHOUT_ANSWER = 14
/** Our own choice: days after a session missed after a final warning, within which somebody considers what was announced. */
const AFTER_WARNING = 7
/** Our own choice: days within which somebody decides what follows on a referral that was declined. */
const AFTER_DECLINED = 14

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
    source: read('This product’s own choice: 14 days without an answer, 28 without news of what was taken on'),
    sourceKind: 'policy',
    consequence: 'The family and the school wait, and nobody knows what comes next.',
    ...NEEDS,
  },
  {
    id: 'enforcement.declined',
    title: 'Decide what follows: the authority declined a referral',
    source: read('This product’s own choice: 14 days after the authority’s answer'),
    sourceKind: 'policy',
    consequence: 'Nobody helps the child and nobody goes on: the family waits for nothing.',
    ...NEEDS,
  },
  {
    id: 'enforcement.order-over',
    title: 'Enter how an order ended',
    source: read('The last day of the order as it was entered; the 14 days are this product’s own choice'),
    sourceKind: 'policy',
    consequence: 'The page says that an order is in force, and it is not.',
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
    id: 'enforcement.after-warning',
    title: 'Fast track: a session was missed after the final warning',
    source: read(
      'A local authority’s way of working: a final warning, then a penalty notice at the next unauthorised absence. The seven days are this product’s own choice.',
    ),
    sourceKind: 'policy',
    consequence: 'The family was told what comes next, and nothing comes.',
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
export function beyondDuties(thread: ActionThread, today: Day, known: SinceWarning = NOTHING): readonly Duty[] {
  const state = actionState(thread.kind, thread.events.filter(isActionEvent))
  return state === undefined ? [] : [...clocks(thread, state, today), ...missedSince(thread, state, known)]
}

const NOTHING: SinceWarning = { marks: [], considerations: [] }

/** A final warning is watched: at the next session that is missed without authorisation, what it announced is considered. */
function missedSince(thread: ActionThread, state: ActionState, known: SinceWarning): Duty[] {
  const after = afterWarning(state, known)
  if (after === null) return []
  const { session, code } = after.mark
  const found = duty(thread, {
    rule: 'enforcement.after-warning',
    from: session.day,
    due: addDays(session.day, AFTER_WARNING),
    words: `Missed after the final warning of ${longDay(state.since)}`,
  })
  const [because] = found.because
  const actions =
    after.going === null
      ? found.actions
      : [
          { label: 'Go on with the questions', to: '/considerations/$threadId', params: { threadId: after.going } },
          ...found.actions,
        ]
  return [
    {
      ...found,
      actions,
      because: because === undefined ? [] : [{ ...because, half: session.half, code }],
    },
  ]
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
  // Taken on is not done: after a while somebody asks how it stands, until something new is entered.
  if (['accepted', 'interviewed', 'charged'].includes(stage) && today >= addDays(since, WITHOUT_ANSWER))
    yield duty(thread, {
      rule: 'enforcement.answer',
      from: since,
      due: addDays(since, 2 * WITHOUT_ANSWER),
      words: 'Nothing was entered since',
    })
  if (stage === 'declined')
    yield duty(thread, {
      rule: 'enforcement.declined',
      from: since,
      due: addDays(since, AFTER_DECLINED),
      words: 'The authority declined it',
    })
  if (stage === 'order' && until !== null && today > until)
    yield duty(thread, {
      rule: 'enforcement.order-over',
      from: until,
      due: addDays(until, WITHOUT_ANSWER),
      words: `Its last day was ${longDay(until)}`,
    })
  if (
    stage === 'order' &&
    until !== null &&
    today <= until &&
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
