import { type Duty, type DutyRule, dutyKey, type SchoolDays, schoolDaysAfter } from '../../duties/contract.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { REGULATIONS_2024, read, unread } from '../../law/citation.ts'
import type { Report, ReportState } from './report.ts'

/** Duties of what families say: reports that wait, and answers that nobody can place by rule. */
export const REPORT_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'absence.report-waits',
    title: 'Accept what a family reported, or ask them',
    source: read(`${REGULATIONS_2024}, regulation 10(7) to (9): the reason is entered as soon as it is known`),
    sourceKind: 'regulation',
    owner: 'attendance-officer',
    clock: { amount: 1, unit: 'school days' },
    consequence:
      'The family has said why, and the register still says that nobody knows; the search rests on an unread reason.',
    ends: 'facts',
    needs: 'absence.view',
  },
  {
    id: 'absence.answer-unplaced',
    title: 'Say whose an answer is',
    source: unread('No source: it follows from an answer that came from a number or address which no family has'),
    sourceKind: 'policy',
    owner: 'school-admin',
    clock: { amount: 1, unit: 'school days' },
    consequence: 'A family has answered, and nobody knows which; their number is missing from the record.',
    ends: 'facts',
    needs: 'messages.view',
  },
  {
    id: 'absence.answer-barred',
    title: 'Read an answer of somebody who must not be told, and do not answer it',
    source: unread('No source: it follows from the record, which says that this person must not be told about a child'),
    sourceKind: 'policy',
    owner: 'dsl',
    clock: { amount: 1, unit: 'school days' },
    consequence: 'Somebody who must not be told may know where a child is.',
    ends: 'facts',
    needs: 'messages.view',
  },
]

/** After this a day’s work is over, and what comes in is the next day’s. */
const DAY_ENDS = '15:30'

/** An answer of a family, as far as its duty goes. */
export interface AnswerToRead {
  readonly replyId: string
  readonly channel: 'text' | 'email'
  readonly barred: boolean
  readonly pupilIds: readonly PupilId[]
  readonly at: Moment
}

/** Which answers only a person can place: of somebody who must not be told, and of nobody known. */
export function hardToPlace(one: Pick<AnswerToRead, 'barred' | 'pupilIds'>): 'barred' | 'unplaced' | undefined {
  return one.barred ? 'barred' : one.pupilIds.length === 0 ? 'unplaced' : undefined
}

interface Asked {
  readonly days: SchoolDays
}

/** The school day by whose end something that came at a moment should be looked at. */
function lookedAtBy(days: SchoolDays, at: Moment): Day | undefined {
  const { day, time } = schoolTime(at)
  return schoolDaysAfter(days, time < DAY_ENDS ? addDays(day, -1) : day).next().value ?? undefined
}

/** A report that the office has neither accepted nor asked about: on the day on which it came. */
export function waitingReportDuties(
  { days }: Asked,
  reports: readonly (Pick<Report, 'id' | 'pupilId' | 'receivedAt'> & { readonly state: ReportState })[],
): Duty[] {
  return reports.flatMap(({ id, pupilId, receivedAt, state }): Duty[] => {
    if (state !== 'waiting') return []
    const subject = { kind: 'pupil', id: pupilId } as const
    const day = lookedAtBy(days, receivedAt)
    return [
      {
        key: dutyKey('absence.report-waits', subject, id),
        rule: 'absence.report-waits',
        subject,
        because: [
          {
            day: schoolTime(receivedAt).day,
            half: null,
            code: null,
            words: 'The family reported an absence, and nobody has looked at it',
          },
        ],
        from: schoolTime(receivedAt),
        due: day === undefined ? null : { kind: 'by', day, time: null },
        actions: [{ label: 'Reports of absence', to: '/absence-reports' }],
      },
    ]
  })
}

/** Answers that wait for a person: from nobody known, and from somebody who must not be told. */
export function answerDuties({ days }: Asked, replies: readonly AnswerToRead[]): Duty[] {
  return replies.flatMap((reply): Duty[] => {
    const { replyId, channel, barred, at } = reply
    if (hardToPlace(reply) === undefined) return []
    const rule = barred ? 'absence.answer-barred' : 'absence.answer-unplaced'
    const subject = { kind: 'school' } as const
    const day = lookedAtBy(days, at)
    const from = channel === 'text' ? 'A text message' : 'An e-mail'
    const words = barred
      ? `${from} came from somebody who must not be told about a child`
      : `${from} came from a number or address that no family has, or that two people share`
    return [
      {
        key: dutyKey(rule, subject, replyId),
        rule,
        subject,
        because: [{ day: schoolTime(at).day, half: null, code: null, words }],
        from: schoolTime(at),
        due: day === undefined ? null : { kind: 'by', day, time: null },
        actions: [{ label: 'Replies', to: '/messages', search: { show: 'replies' } }],
      },
    ]
  })
}
