import {
  clockOfAmount,
  type Discharge,
  type Duty,
  type DutyRule,
  dutyKey,
  type SchoolDays,
  schoolDaysPassed,
} from '../../duties/contract.ts'
import { type Day, daysFrom } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { unread } from '../../law/citation.ts'
import { type PolicyInForce, sourceOf } from '../../policy/contract.ts'
import { inShort } from './act-words.ts'
import type { Chase } from './chase.ts'
import { type ChaseAct, reachedFamily } from './chase-acts.ts'
import { isForRole } from './ladder.ts'
import { coversSession, type Report, type ReportBy, type ReportState } from './report.ts'
import { rungInWords } from './rung-words.ts'

/** Duties of following up an absence. The first contact of each day is N5, on the clock of the policy (B1, B2): what was done here ends it. */
export const CHASE_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'B3',
    title: 'Take the next step to reach the family of an absent child',
    source: unread('The school’s policy, or Firstbell’s own contact ladder'),
    sourceKind: 'policy',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'Nobody has heard of the child, and the search stands still.',
    ends: 'facts',
    needs: 'absence.follow',
  },
  {
    id: 'absence.ask-agency',
    title: 'Ask the agencies around an absent child',
    source: unread('The school’s policy, or Firstbell’s own contact ladder'),
    sourceKind: 'policy',
    owner: 'dsl',
    clock: null,
    consequence: 'The family was not reached, and those who know the child have not been asked.',
    ends: 'facts',
    needs: 'pupil.view-sensitive',
  },
  {
    id: 'B9',
    title: 'Refer a child whom nobody can reach to the local authority',
    source: unread('The school’s policy'),
    sourceKind: 'policy',
    owner: 'dsl',
    clock: { amount: 10, unit: 'school days' },
    consequence: 'A child may be missing from education, and nobody outside the school knows.',
    ends: 'facts',
    needs: 'absence.follow',
  },
  {
    id: 'absence.wrong-number',
    title: 'Ask the family for a number that works',
    source: unread('No source: it follows from a call to a wrong number, or a message that could not be delivered'),
    sourceKind: 'policy',
    owner: 'school-admin',
    clock: null,
    consequence: 'When the child is absent this person cannot be reached.',
    ends: 'facts',
    needs: 'pupil.view-contacts',
  },
]

/** One child who is followed up, as duties see them. */
export interface ChasedChild {
  readonly pupilId: PupilId
  readonly since: Day
  readonly chase: Chase
  /** Since the first day missed. */
  readonly acts: readonly ChaseAct[]
}

interface Asked {
  readonly today: Day
  readonly days: SchoolDays
  readonly policy: PolicyInForce
}

const board = { label: 'Morning board', to: '/morning' }

/**
 * B3: the next rung of each open chase beyond the first calls, which are N5; due when the ladder says so. A rung that asks somebody with a
 * role is the safeguarding lead’s (`absence.ask-agency`): that a social worker is asked says that the child has one.
 * @param children in the order of risk.
 */
export function nextStepDuties(asked: Asked, children: readonly ChasedChild[]): Duty[] {
  return children.flatMap(({ pupilId, since, chase }, order): Duty[] => {
    if (chase.state !== 'open' || chase.next === null) return []
    const { next, rungs } = chase
    const { due } = next
    const firstCall = rungs.find(({ step }) => step.channel === 'call')?.number ?? 0
    if (due === null || next.number <= firstCall) return []
    const rule = isForRole(next.step) ? 'absence.ask-agency' : 'B3'
    const subject = { kind: 'pupil', id: pupilId } as const
    const daily = next.step.after.unit === 'minutes' ? [asked.today] : []
    return [
      {
        key: dutyKey(rule, subject, since, String(next.number), ...daily),
        rule,
        subject,
        because: [
          { day: since, half: null, code: 'N', words: `Absent without a reason. Next: ${rungInWords(next.step)}` },
        ],
        from: { day: since, time: null },
        due: { kind: 'by', ...due },
        actions: [board],
        source: sourceOf(asked.policy, 'contactLadder'),
        // How long after is another for children at risk: when it is due is enough.
        order,
      },
    ]
  })
}

/** B9: from the day on which the policy says so, a child with whose family nobody has spoken in this absence goes to the authority. */
export function noContactDuties({ today, days, policy }: Asked, children: readonly ChasedChild[]): Duty[] {
  const { after } = policy.policy.noContact
  return children.flatMap(({ pupilId, since, chase, acts }, order): Duty[] => {
    const passed = (schoolDaysPassed(days, since, today) ?? 0) + 1
    const referred = acts.some((act) => act.kind === 'handed-over' && act.to === 'local authority')
    const reached = acts.some(reachedFamily) || chase.state === 'reported'
    if (passed < after.amount || referred || reached || chase.state === 'none') return []
    const subject = { kind: 'pupil', id: pupilId } as const
    return [
      {
        key: dutyKey('B9', subject, since),
        rule: 'B9',
        subject,
        because: [
          { day: since, half: null, code: 'N', words: `${passed} school days, and nobody has spoken with the family` },
        ],
        from: { day: since, time: null },
        due: { kind: 'by', day: today, time: null },
        actions: [board],
        source: sourceOf(policy, 'noContact'),
        clock: clockOfAmount(after),
        order,
      },
    ]
  })
}

/** A number that somebody rang and that was another's, and that still stands in the record. */
export interface WrongNumber {
  readonly pupilId: PupilId
  readonly contactId: ContactId
  readonly contactName: string
  readonly address: string
  readonly day: Day
  /** A message could not be delivered there; else somebody rang it. */
  readonly failed?: boolean
}

export function wrongNumberDuties(wrong: readonly WrongNumber[]): Duty[] {
  const duties = wrong.map(({ pupilId, contactId, address, day, failed }): Duty => {
    const subject = { kind: 'contact', id: contactId, pupil: pupilId } as const
    return {
      key: dutyKey(
        'absence.wrong-number',
        subject,
        address.includes('@') ? address : address.replaceAll(/\D/g, '').replace(/^0/, '44'),
      ),
      rule: 'absence.wrong-number',
      subject,
      because: [
        {
          day,
          half: null,
          code: null,
          words:
            failed === true
              ? 'A message to a number or address of theirs could not be delivered'
              : 'A number of theirs was rung and was another’s',
        },
      ],
      from: { day, time: null },
      due: null,
      actions: [{ label: 'Contacts', to: '/pupils/$pupilId/record', params: { pupilId } }],
    }
  })
  // One number, however often it proved wrong.
  return [...new Map(duties.map((duty) => [duty.key, duty])).values()]
}

/** What ends the first contact of a day (N5): the family was reached, the child was seen, or others look for them. */
export function contactsMade(acts: readonly (ChaseAct & { readonly pupilId: PupilId })[]): Discharge[] {
  return acts
    .filter((act) => reachedFamily(act) || act.kind === 'safe' || act.kind === 'handed-over')
    .map((act) => ({
      key: dutyKey('N5', { kind: 'pupil', id: act.pupilId }, act.day),
      ended: {
        how: 'done',
        words: 'The family was reached, or the child found',
        confidential: inShort(act).what,
        at: act.at,
        by: act.by,
      },
    }))
}

/** A report ends the first contact of each day that it speaks of: the family has said where the child is. */
export function reportsMade(
  reports: readonly (Report & { readonly state: ReportState; readonly reply?: { readonly sure: boolean } | null })[],
  between: { readonly from: Day; readonly to: Day },
): Discharge[] {
  return (
    reports
      // An answer that nobody has made sense of is no contact: nobody knows yet what the family said.
      .filter(({ state, reply }) => state !== 'set aside' && !(state === 'waiting' && reply?.sure === false))
      .flatMap((report) => {
        const ended = {
          how: 'done' as const,
          words: 'The family reported the absence',
          at: report.receivedAt as Moment,
          by: report.entered.by as ReportBy,
        }
        return daysFrom(between.from, between.to)
          .filter((day) => coversSession(report, { day, half: 'AM' }) || coversSession(report, { day, half: 'PM' }))
          .map((day) => ({ key: dutyKey('N5', { kind: 'pupil', id: report.pupilId }, day), ended }))
      })
  )
}
