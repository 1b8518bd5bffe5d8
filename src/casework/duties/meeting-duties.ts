import { type Clock, type Duty, type DutyAsked, type DutyRule, dueAfter, dutyKey } from '../../duties/contract.ts'
import { addDays, type Day, longDay, shortDay } from '../../kernel/day.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { type Citation, unread, WORKING_TOGETHER } from '../../law/citation.ts'
import type { CaseFacts, KnownCase } from '../rules/cases/case-facts.ts'
import { type Action, openActions } from '../rules/meetings/actions-of.ts'
import { MEETING_NAMES } from '../rules/meetings/meeting-words.ts'
import { type Meeting, meetingsOf, unanswered } from '../rules/meetings/meetings-of.ts'
import type { SchoolMeeting } from '../rules/meetings/school-meeting.ts'
import { casePage } from './case-duties.ts'

// No source names a number of days for minutes: these are ours, and are shown as unverified.
const MINUTES: Clock = { amount: 2, unit: 'school days' }
const OURS = unread(`${WORKING_TOGETHER}: what was agreed is written down and followed; it names no number of days`)
const TERMLY: Citation = unread('Targeting support meetings with the local authority, “at least termly”')
/** Days before the end of a term from which on a meeting that nobody called is on the list. */
const BEFORE_END = 28

const rule = (id: string, of: Pick<DutyRule, 'title' | 'consequence'> & Partial<DutyRule>): DutyRule => ({
  id,
  source: OURS,
  sourceKind: 'guidance',
  owner: 'attendance-officer',
  clock: null,
  ends: 'facts',
  needs: 'casework.view',
  ...of,
})

export const MEETING_RULES: readonly DutyRule[] = [
  rule('casework.minutes', {
    title: 'Write the minutes of a meeting, or say that it did not take place',
    consequence: 'What was agreed with the family stands nowhere.',
    clock: MINUTES,
  }),
  rule('casework.action', {
    title: 'Do what was agreed, or say why not',
    consequence: 'The family was promised something that did not happen.',
  }),
  rule('casework.invitation', {
    title: 'Ask a family whether they can come to a meeting',
    consequence: 'The meeting may take place without those whom it is about.',
  }),
]

export const SCHOOL_MEETING_RULES: readonly DutyRule[] = [
  rule('casework.targeting', {
    title: 'Meet the local authority about pupils who are persistently or severely absent',
    source: TERMLY,
    owner: 'attendance-champion',
    consequence: 'Nobody has agreed with the authority who leads for which child.',
  }),
]

/** What meetings and actions ask for; of a case that was closed with some, until each is done, cancelled or dropped. */
export function meetingDuties(facts: CaseFacts): readonly Duty[] {
  const { asked, cases } = facts
  return cases.flatMap((one) => [
    ...meetingsOf(one.entries).flatMap((meeting) => [
      ...minutesDuty(asked, one, meeting),
      ...invitationDuty(asked, one, meeting),
    ]),
    ...openActions(one.entries).flatMap((action) => actionDuty(facts, one, action)),
  ])
}

const subjectOf = ({ pupilId }: KnownCase) => ({ kind: 'pupil', id: pupilId }) as const
const ownerOf = ({ state: { owner } }: KnownCase) => (owner === null ? {} : { people: [owner.id as PersonId] })

function minutesDuty(asked: DutyAsked, one: KnownCase, meeting: Meeting): Duty[] {
  const { state, day, time, meetingId, kind } = meeting
  const over = day < asked.today || (day === asked.today && time < asked.time)
  if (state !== 'called' || !over) return []
  const from = { day, time: null }
  return [
    {
      key: dutyKey('casework.minutes', subjectOf(one), meetingId, day),
      rule: 'casework.minutes',
      subject: subjectOf(one),
      because: [{ day, half: null, code: null, words: `${MEETING_NAMES[kind]} was called for this day` }],
      from,
      due: dueAfter(from, MINUTES, asked.days),
      actions: [casePage(one)],
      ...ownerOf(one),
    },
  ]
}

function invitationDuty(asked: DutyAsked, one: KnownCase, meeting: Meeting): Duty[] {
  const { state, day, replyBy, meetingId, changes } = meeting
  const waits = unanswered(meeting)
  if (state !== 'called' || day < asked.today || replyBy === null || replyBy > asked.today || waits.length === 0)
    return []
  const words = `${waits.length === 1 ? 'One person' : `${waits.length} people`} invited to the meeting on ${longDay(day)} did not answer`
  return [
    {
      key: dutyKey('casework.invitation', subjectOf(one), meetingId, String(changes)),
      rule: 'casework.invitation',
      subject: subjectOf(one),
      because: [{ day: replyBy, half: null, code: null, words }],
      from: { day: replyBy, time: null },
      due: { kind: 'by', day, time: null },
      actions: [casePage(one)],
      ...ownerOf(one),
    },
  ]
}

function actionDuty({ asked, here }: CaseFacts, one: KnownCase, action: Action): Duty[] {
  const { due, actionId, owner, carried } = action
  if (due > asked.today) return []
  const kept = carried === 0 ? '' : `, and was carried over ${carried === 1 ? 'once' : `${carried} times`}`
  return [
    {
      key: dutyKey('casework.action', subjectOf(one), actionId),
      rule: 'casework.action',
      subject: subjectOf(one),
      // What it is stands in the case: a work list may be open on a screen that others see.
      because: [
        { day: due, half: null, code: null, words: `Something agreed was to be done by ${shortDay(due)}${kept}` },
      ],
      from: { day: action.setOn, time: null },
      due: { kind: 'by', day: due, time: null },
      actions: [casePage(one)],
      ...(owner.who === 'staff' && here.has(owner.id) ? { people: [owner.id as PersonId] } : ownerOf(one)),
    },
  ]
}

/** The targeting support meeting of this term, where none was held and none is called for the rest of it. Only of a school that keeps cases here. */
export function targetingDuty({ asked, cases }: CaseFacts, own: readonly SchoolMeeting[]): readonly Duty[] {
  const { calendar, today } = asked
  const term = calendar?.terms.find(({ first, last }) => first <= today && today <= last)
  if (term === undefined || cases.length === 0 || addDays(term.last, -BEFORE_END) > today) return []
  const isOne = (of: { kind: string; day: Day; state: string }) =>
    of.kind === 'targeting support' && of.day >= term.first && of.day <= term.last && of.state !== 'cancelled'
  const met = own.some((of) => isOne(of) && (of.state === 'held' || of.day >= today))
  if (met || cases.some(({ entries }) => meetingsOf(entries).some((of) => isOne(of) && of.state === 'held'))) return []
  const subject = { kind: 'school' } as const
  return [
    {
      key: dutyKey('casework.targeting', subject, term.first),
      rule: 'casework.targeting',
      subject,
      because: [
        { day: term.first, half: null, code: null, words: 'None was held since the term began, and none is called' },
      ],
      from: { day: addDays(term.last, -BEFORE_END), time: null },
      due: { kind: 'by', day: term.last, time: null },
      actions: [{ label: 'Open the meetings', to: '/meetings' }],
    },
  ]
}
