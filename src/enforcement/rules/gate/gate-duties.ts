import { type Duty, type DutyAction, type DutyRule, dutyKey } from '../../../duties/contract.ts'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { type Citation, read, unread } from '../../../law/citation.ts'
import { THRESHOLDS, type ThresholdId } from '../../../law/thresholds.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'
import { fateWords, lastDayToLeave } from '../improve/fate.ts'
import { type NoticeState, noticeState } from '../improve/notice-state.ts'
import type { ThresholdStanding } from '../threshold/standing.ts'
import { type GatedStep, type GateFacts, gateOf } from './gate.ts'

function sourceOf(id: ThresholdId): Citation {
  const latest = THRESHOLDS.findLast((threshold) => threshold.id === id)
  return latest === undefined ? unread(id) : { source: latest.source, verified: latest.verified }
}

const SAFEGUARDED = read(
  'A school attendance policy of 2024, appendix 3: safeguarding may need another route than enforcement',
)

const OWN_DAYS = read('This product’s own choice of days: nothing that was begun ages unseen')

export const GATE_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'N13',
    title: 'Consider a penalty notice',
    source: sourceOf('N13'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: null,
    consequence:
      'The national framework asks the school to consider it. It is a trigger, not a fine: support comes first.',
    ends: 'facts',
    needs: 'enforcement.view',
  },
  {
    id: 'enforcement.safeguarding',
    title: 'Say whether safeguarding speaks against a formal step',
    source: SAFEGUARDED,
    sourceKind: 'policy',
    owner: 'dsl',
    clock: null,
    consequence: 'No notice can be built, and what the child may need instead is not begun.',
    ends: 'facts',
    needs: 'casework.restricted',
  },
  {
    id: 'enforcement.decide',
    title: 'Decide on a formal step',
    source: sourceOf('N13'),
    sourceKind: 'guidance',
    owner: 'head',
    clock: null,
    consequence: 'Everything is answered and nothing happens until the head has decided.',
    ends: 'facts',
    needs: 'enforcement.decide',
  },
  {
    id: 'enforcement.build',
    title: 'Build the notice to improve that was decided on',
    source: OWN_DAYS,
    sourceKind: 'policy',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'The head has decided, and no parent hears of it.',
    ends: 'facts',
    needs: 'enforcement.view',
  },
  {
    id: 'enforcement.send',
    title: 'Send a notice to improve, or take its draft back',
    source: OWN_DAYS,
    sourceKind: 'policy',
    owner: 'head',
    clock: null,
    consequence: 'Its first day comes and the parent has not had it: it has to be built anew.',
    ends: 'facts',
    needs: 'enforcement.view',
  },
  {
    id: 'enforcement.not-left',
    title: 'See that a notice to improve reaches its parent in time',
    source: OWN_DAYS,
    sourceKind: 'policy',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'The head let it go and the parent does not have it: nobody can be judged on its weeks.',
    ends: 'facts',
    needs: 'enforcement.view',
  },
  {
    id: 'enforcement.follow',
    title: 'Say what follows on a notice to improve that did not bring enough',
    source: OWN_DAYS,
    sourceKind: 'policy',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'The parent was told what may come, and neither help nor anything else comes.',
    ends: 'facts',
    needs: 'enforcement.view',
  },
  {
    id: 'enforcement.halfway',
    title: 'Look at a notice to improve halfway',
    source: sourceOf('N14-least'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'Help that does not work is not changed while there is time.',
    ends: 'facts',
    needs: 'enforcement.view',
  },
  {
    id: 'N14',
    title: 'Say what came of a notice to improve',
    source: sourceOf('N14-most'),
    sourceKind: 'guidance',
    owner: 'head',
    clock: null,
    consequence: 'The parent does not learn whether it was enough, and nothing can follow on it.',
    ends: 'facts',
    needs: 'enforcement.view',
  },
]

/** Our own choice: within how many days what is asked here is done. */
const WITHIN = { safeguarding: 5, decide: 5, notLeft: 2 } as const
const by = (day: Day, days: number) => ({ kind: 'by' as const, day: addDays(day, days), time: null })

const because = (day: Day | null, words: string) => [{ day, half: null, code: null, words }]
const from = (day: Day) => ({ day, time: null })

/** A thread as duties look at it. */
export interface DutyThread {
  readonly threadId: string
  readonly kind: string
  readonly pupilId: PupilId
  /** The parent to whom it is, or whom it is about; null where it is about the child. */
  readonly contactId: string | null
  readonly caseId: string | null
  readonly events: readonly ThreadEvent[]
}

/** One child who met the threshold, with what was not decided on before. */
export interface ToConsider {
  readonly pupilId: PupilId
  readonly standing: ThresholdStanding
  /** By when the authority wants to be asked; null where it names no day. */
  readonly requestBy: Day | null
  /** The consideration that goes on already. */
  readonly going: string | undefined
}

/** N13: from the day on which the threshold was met, until the head has decided or sessions are recoded. */
export function considerDuty({ pupilId, standing, requestBy, going }: ToConsider): Duty[] {
  const { state, metOn, making } = standing
  if (state !== 'met' || metOn === null) return []
  const subject = { kind: 'pupil', id: pupilId } as const
  const action: DutyAction =
    going === undefined
      ? { label: 'Open the national threshold', to: '/national-threshold', search: { pupil: pupilId } }
      : { label: 'Go on with the questions', to: '/considerations/$threadId', params: { threadId: going } }
  return [
    {
      key: dutyKey('N13', subject, metOn),
      rule: 'N13',
      subject,
      because: because(metOn, `${making.length} sessions of unauthorised absence in ten school weeks`),
      from: from(metOn),
      due: requestBy === null ? null : { kind: 'by', day: requestBy, time: null },
      actions: [action],
    },
  ]
}

/** What a consideration waits for: the safeguarding lead's answer, then, everything else answered, the head. */
export function considerationDuties(thread: DutyThread, facts: GateFacts): Duty[] {
  const { threadId, pupilId, caseId, events } = thread
  const begun = lastOf(events, 'considered')
  const decided = lastOf(events, 'decided')
  // A pack that somebody made is no answer.
  const last = events.findLast(({ kind }) => kind !== 'pack-made')?.day
  if (begun === undefined) return []
  const subject = { kind: 'pupil', id: pupilId } as const
  const duties: Duty[] = []
  if (decided === undefined && lastOf(events, 'safeguarding-answered') === undefined && caseId !== null)
    duties.push({
      key: dutyKey('enforcement.safeguarding', subject, threadId),
      rule: 'enforcement.safeguarding',
      subject,
      because: because(begun.day, 'A formal step is being considered'),
      from: from(begun.day),
      due: by(begun.day, WITHIN.safeguarding),
      actions: [{ label: 'Open the case', to: '/cases/$caseId', params: { caseId } }],
    })
  const ready = readyFor(events, facts)
  if (ready !== undefined)
    duties.push({
      key: dutyKey('enforcement.decide', subject, threadId, String(decided?.number ?? 0)),
      rule: 'enforcement.decide',
      subject,
      because: because(last ?? begun.day, `Every question before a ${ready} is answered`),
      from: from(last ?? begun.day),
      due: by(last ?? begun.day, WITHIN.decide),
      actions: [{ label: 'Read and decide', to: '/considerations/$threadId', params: { threadId } }],
    })
  return duties
}

/** The step for which the decision alone is missing; undefined where something else is too, or none was chosen. */
function readyFor(events: readonly ThreadEvent[], facts: GateFacts): GatedStep | undefined {
  const best = lastOf(events, 'best-tool-answered')?.body.tool
  if (best !== 'notice to improve' && best !== 'penalty notice') return undefined
  const decided = lastOf(events, 'decided')
  const gate = gateOf(events, facts, best)
  if (decided !== undefined && gate.closedAgain === null) return undefined
  const others = gate.items.filter(({ question }) => question !== 'decision')
  const lost = lastOf(events, 'considered')?.body.metOn !== null && !facts.met
  return !lost && others.every(({ missing }) => missing === null) ? best : undefined
}

/** That a notice to improve leaves, what is to be done halfway, and its end (N14). */
export function improveDuties({ threadId, pupilId, events }: DutyThread, today: Day): Duty[] {
  const is = noticeState(events, today)
  if (is === undefined) return []
  const subject = { kind: 'pupil', id: pupilId } as const
  const actions = [{ label: 'Open the notice', to: '/notices-to-improve/$threadId', params: { threadId } }]
  const of = (rule: string, day: Day, words: string): Duty => ({
    key: dutyKey(rule, subject, threadId),
    rule,
    subject,
    because: because(is.sentOn, words),
    from: from(day),
    due: null,
    actions,
  })
  if (is.state === 'waiting' || is.state === 'late') return notLeft({ threadId, pupilId }, is, today)
  if (is.state === 'running' && today >= is.halfway && !is.reviewed)
    return [of('enforcement.halfway', is.halfway, 'A notice to improve has run for half of its weeks')]
  if (is.state === 'over') return [of('N14', is.told.last, 'A notice to improve has come to its last day')]
  const drafted = lastOf(events, 'improve-drafted')?.day
  if (is.state === 'draft' && drafted !== undefined) {
    const sent = of('enforcement.send', drafted, 'A notice to improve is a draft')
    return [
      {
        ...sent,
        because: because(drafted, 'A notice to improve is a draft'),
        due: { kind: 'by', day: is.told.first, time: null },
      },
    ]
  }
  return []
}

/** A notice that the head let go and that the parent does not have, or had too late for its weeks. */
function notLeft({ threadId, pupilId }: Pick<DutyThread, 'threadId' | 'pupilId'>, is: NoticeState, today: Day): Duty[] {
  const { fate, sentOn, told, state } = is
  if (sentOn === null) return []
  // A service has the day on which it was sent: what is held back for quiet hours only is nobody's work yet.
  if (state === 'waiting' && fate?.is === 'waiting' && today <= sentOn) return []
  const subject = { kind: 'pupil', id: pupilId } as const
  const notice = `The notice to improve to ${fate?.to ?? 'a parent'}`
  const where = fate === undefined ? 'nothing is known of its message' : fateWords(fate)
  const words =
    state === 'waiting'
      ? `${notice} has not left (${where}): send it, or hand it over`
      : `${notice} was not with them before its first day (${where}): the head withdraws it, and its weeks are chosen anew`
  const open: DutyAction = { label: 'Open the notice', to: '/notices-to-improve/$threadId', params: { threadId } }
  const inOutbox = fate !== undefined && fate.left === null && fate.is !== 'not gone' && fate.is !== 'waiting'
  return [
    {
      key: dutyKey('enforcement.not-left', subject, threadId),
      rule: 'enforcement.not-left',
      subject,
      because: because(sentOn, words),
      from: from(sentOn),
      due:
        state === 'waiting'
          ? { kind: 'by', day: lastDayToLeave(told.first, fate?.byPost ?? false), time: null }
          : by(told.first, WITHIN.notLeft),
      actions: inOutbox && state === 'waiting' ? [{ label: 'Open the outbox', to: '/outbox' }, open] : [open],
    },
  ]
}
