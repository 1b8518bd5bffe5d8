import { type Duty, type DutyRule, dueAfter, dutyKey, monthsAfter, type SchoolDays } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { type Citation, read, unread } from '../../../law/citation.ts'
import { THRESHOLDS, type ThresholdId, thresholdOn } from '../../../law/thresholds.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'
import { pounds } from './money.ts'
import { type PenaltyState, penaltyFacts, penaltyState, requestOf } from './penalty-state.ts'

function sourceOf(id: ThresholdId): Citation {
  const latest = THRESHOLDS.findLast((threshold) => threshold.id === id)
  return latest === undefined ? unread(id) : { source: latest.source, verified: latest.verified }
}

const POLICY = read('A school attendance policy of 2024, section 5.2')
const NEEDS = { owner: 'attendance-officer', ends: 'facts', needs: 'enforcement.view' } as const

export const PENALTY_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'N15',
    title: 'Enter what was paid of the first penalty notice',
    source: sourceOf('N15-late'),
    sourceKind: 'guidance',
    clock: { amount: 28, unit: 'days' },
    consequence:
      'After 21 days the lower amount is over; after 28 nothing can be paid, and the authority prosecutes or withdraws.',
    ...NEEDS,
  },
  {
    id: 'N16',
    title: 'Enter what was paid of the second penalty notice',
    source: sourceOf('N16'),
    sourceKind: 'guidance',
    clock: { amount: 28, unit: 'days' },
    consequence: 'After 28 days nothing can be paid, and the authority prosecutes or withdraws.',
    ...NEEDS,
  },
  {
    id: 'N18',
    title: 'Enter what was paid of the notice about a public place',
    source: unread(sourceOf('N18').source),
    sourceKind: 'regulation',
    clock: { amount: 28, unit: 'days' },
    consequence:
      'After the last day the authority prosecutes or withdraws. This notice is outside the national framework and is not counted.',
    ...NEEDS,
  },
  {
    id: 'enforcement.penalty-request',
    title: 'Ask for the penalty notice that the head decided on',
    source: unread('A local setting: the time in which the authority wants to be asked'),
    sourceKind: 'policy',
    clock: null,
    consequence: 'The authority may refuse a notice that is asked for late.',
    ...NEEDS,
  },
  {
    id: 'enforcement.penalty-check',
    title: 'Enter what the authority answered about the penalty notice',
    source: POLICY,
    sourceKind: 'policy',
    clock: null,
    consequence: 'No notice is issued before the authority has said that all is clear.',
    ...NEEDS,
  },
  {
    id: 'enforcement.penalty-issue',
    title: 'Enter that the penalty notice was issued',
    source: POLICY,
    sourceKind: 'policy',
    clock: null,
    consequence: 'The family waits for a decision, and the clock of the notice has not begun.',
    ...NEEDS,
  },
  {
    id: 'enforcement.penalty-basis',
    title: 'The reasons for a penalty notice no longer stand: call it off, or ask the authority to withdraw it',
    source: read('Local codes of conduct: a notice that ought not to have been issued, or is in error, is withdrawn'),
    sourceKind: 'policy',
    clock: null,
    consequence: 'A family pays, or is prosecuted, for what the register no longer says, or against what was decided.',
    ...NEEDS,
    owner: 'head',
  },
  {
    id: 'enforcement.penalty-not-clear',
    title: 'The authority said “not clear”: call the penalty notice off, or ask again',
    source: POLICY,
    sourceKind: 'policy',
    clock: null,
    consequence: 'The family waits for a decision, and its sessions count towards nothing else.',
    ...NEEDS,
  },
  {
    id: 'enforcement.penalty-copy',
    title: 'Send the authority a copy of the penalty notice',
    source: POLICY,
    sourceKind: 'policy',
    clock: null,
    consequence: 'The authority cannot take the payment or tell others of the notice.',
    ...NEEDS,
  },
  {
    id: 'enforcement.penalty-decide',
    title: 'Unpaid penalty notice: the authority prosecutes or withdraws it',
    source: read(
      'Education (Penalty Notices) (England) Regulations 2007, regulation 9, as restated by a local authority',
    ),
    sourceKind: 'regulation',
    clock: null,
    consequence:
      'The time in which a court can be asked runs out (six months, not verified), and the family is left not knowing.',
    ...NEEDS,
    owner: 'head',
  },
  {
    id: 'enforcement.penalty-refund',
    title: 'Ask the authority to refund what it holds of a penalty notice',
    source: unread('Local codes of conduct on withdrawal and payments that were not owed'),
    sourceKind: 'policy',
    clock: null,
    consequence: 'A family is without money that it does not owe.',
    ...NEEDS,
  },
]

/** The last day on which a court can be asked, by the earliest session; not verified (N30). Null without sessions. */
export function courtUntil(sessions: readonly { readonly day: Day }[]): Day | null {
  const [first] = sessions.map(({ day }) => day).toSorted()
  const months = first === undefined ? undefined : thresholdOn('N30', first)?.amount
  return first === undefined || months === undefined ? null : monthsAfter(first, months)
}

/** A thread as duties follow from it. */
export interface DutyThread {
  readonly threadId: string
  readonly kind: string
  readonly pupilId: PupilId
  readonly events: readonly ThreadEvent[]
}

export interface PenaltyDutyFacts {
  readonly today: Day
  readonly days: SchoolDays
  /** School days after the last absence in which a notice is asked for; null where the authority names none. */
  readonly requestWithin: number | null
  readonly threads: readonly DutyThread[]
  /** Why notices should go no further, by thread, as `basisLost` says it. */
  readonly lost: ReadonlyMap<string, string>
}

/** What penalty notices ask for today. */
export function penaltyDuties(facts: PenaltyDutyFacts): readonly Duty[] {
  const asked = new Set(
    facts.threads.flatMap(({ events }) => {
      const state = penaltyState(penaltyFacts(events), facts.today)
      return state === undefined || state.stage === 'called off' ? [] : (requestOf(events)?.considerationId ?? [])
    }),
  )
  return facts.threads.flatMap((thread) =>
    thread.kind === 'consideration'
      ? requestDuty(thread, { facts, asked })
      : noticeDuties(thread, {
          state: penaltyState(penaltyFacts(thread.events), facts.today),
          lost: facts.lost.get(thread.threadId),
        }),
  )
}

function requestDuty(
  { threadId, pupilId, events }: DutyThread,
  { facts, asked }: { facts: PenaltyDutyFacts; asked: ReadonlySet<string> },
): Duty[] {
  const decided = lastOf(events, 'decided')
  if (decided?.body.decision !== 'penalty notice' || asked.has(threadId)) return []
  const last = decided.body.sessions
    .map(({ day }) => day)
    .toSorted()
    .at(-1)
  const within = facts.requestWithin
  const due =
    within === null || last === undefined
      ? null
      : dueAfter({ day: last, time: null }, { amount: within, unit: 'school days' }, facts.days)
  const subject = { kind: 'pupil', id: pupilId } as const
  return [
    {
      key: dutyKey('enforcement.penalty-request', subject, threadId),
      rule: 'enforcement.penalty-request',
      subject,
      because: [{ day: decided.day, half: null, code: null, words: 'The head decided on a penalty notice' }],
      from: { day: decided.day, time: null },
      due,
      actions: [
        {
          label: 'Ask for the notice',
          to: '/penalty-requests/$considerationId',
          params: { considerationId: threadId },
        },
      ],
    },
  ]
}

interface Found {
  readonly rule: string
  readonly from: Day
  readonly due: Day | null
  readonly words: string
  /** Tells duties of one rule and one notice apart: the two days to pay. */
  readonly of?: string
}

function noticeDuties(
  { threadId, pupilId, events }: DutyThread,
  { state, lost }: { readonly state: PenaltyState | undefined; readonly lost: string | undefined },
): Duty[] {
  if (state === undefined) return []
  const subject = { kind: 'pupil', id: pupilId } as const
  const last = penaltyFacts(events).at(-1)?.day
  const gone: Found[] =
    lost === undefined || last === undefined
      ? []
      : [{ rule: 'enforcement.penalty-basis', from: last, due: null, words: lost }]
  // What only leads further is not asked for any more; money and receipt stay facts.
  const found = foundIn(events, state).filter(({ rule }) => lost === undefined || !LEADS_ON.includes(rule))
  return [...gone, ...found].map(({ rule, from, due, words, of = '' }) => ({
    key: dutyKey(rule, subject, `${threadId}${of}`),
    rule,
    subject,
    because: [{ day: from, half: null, code: null, words }],
    from: { day: from, time: null },
    due: due === null ? null : { kind: 'by', day: due, time: null },
    actions: [{ label: 'Open the notice', to: '/penalty-notices/$threadId', params: { threadId } }],
  }))
}

const LEADS_ON = ['enforcement.penalty-check', 'enforcement.penalty-not-clear', 'enforcement.penalty-issue']

function foundIn(events: readonly ThreadEvent[], state: PenaltyState): readonly Found[] {
  const last = penaltyFacts(events).at(-1)?.day
  const request = requestOf(events)
  if (last === undefined || request === undefined) return []
  const found: Found[] = []
  const add = (rule: string, of: Omit<Found, 'rule'>) => found.push({ rule, ...of })
  if (state.stage === 'requested')
    add('enforcement.penalty-check', { from: last, due: null, words: 'A penalty notice was asked for' })
  if (state.stage === 'not clear')
    add('enforcement.penalty-not-clear', { from: last, due: null, words: 'The authority said that it is not clear' })
  if (state.stage === 'checked')
    add('enforcement.penalty-issue', { from: last, due: null, words: 'The authority said that all is clear' })
  const copied = events.some(({ kind }) => kind === 'penalty-copied')
  if (request.issuer === 'school' && state.issued !== null && !copied && state.stage !== 'withdrawn')
    add('enforcement.penalty-copy', { from: state.issued, due: null, words: 'The school issued a penalty notice' })
  if (state.received !== null && state.due !== null) {
    const rule = state.kind === 'public-place' ? 'N18' : state.rank === 'second' ? 'N16' : 'N15'
    const { pence, last: due, within } = state.due
    add(rule, {
      from: state.received,
      due,
      words: `${pounds(pence)} within ${within} days of receipt`,
      of: `:${within}`,
    })
  }
  if (state.stage === 'unpaid')
    add('enforcement.penalty-decide', {
      from: state.prices.at(-1)?.last ?? last,
      due: courtUntil(request.sessions),
      words: 'The last day to pay is over',
    })
  if (state.account.toRefund > 0)
    add('enforcement.penalty-refund', {
      from: last,
      due: null,
      words: `${pounds(state.account.toRefund)} is held and not owed`,
    })
  return found
}
