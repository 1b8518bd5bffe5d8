import {
  type Because,
  type Clock,
  type Due,
  type Duty,
  type DutyRule,
  dueAfter,
  dutyKey,
  schoolDaysPassed,
} from '../../duties/contract.ts'
import { type Day, longDay } from '../../kernel/day.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { unread, WORKING_TOGETHER } from '../../law/citation.ts'
import type { CaseFacts, KnownCase } from '../rules/cases/case-facts.ts'
import { type Offer, type Referral, supportOf } from '../rules/support/support-of.ts'
import { casePage } from './case-duties.ts'

// No source names a number of days: these are ours, and are shown as unverified.
const ANSWER: Clock = { amount: 5, unit: 'school days' }
const SERVICE: Clock = { amount: 10, unit: 'school days' }
/** So many school days ahead a day to look at support is on the list. */
const AHEAD = 3

const rule = (id: string, of: Pick<DutyRule, 'title' | 'consequence' | 'clock'>): DutyRule => ({
  id,
  ...of,
  source: unread(`${WORKING_TOGETHER}: support is offered, reached and reviewed; it names no number of days`),
  sourceKind: 'guidance',
  owner: 'attendance-officer',
  ends: 'facts',
  needs: 'casework.view',
})

export const SUPPORT_RULES: readonly DutyRule[] = [
  rule('casework.offer-unanswered', {
    title: 'Ask the family what it says to the support offered',
    consequence: 'Help stands ready and does not begin; nobody knows whether it was refused.',
    clock: ANSWER,
  }),
  rule('casework.support-waits', {
    title: 'Begin the support that was accepted',
    consequence: 'The family said yes, and nothing happened.',
    clock: ANSWER,
  }),
  rule('casework.referral-unanswered', {
    title: 'Ask the service what became of a referral',
    consequence: 'A family waits for something that nobody may have seen.',
    clock: SERVICE,
  }),
  rule('casework.waiting-list', {
    title: 'Ask the service whether the wait is over',
    consequence: 'The day that the family was named goes by unseen.',
    clock: null,
  }),
  rule('casework.support-review', {
    title: 'Look with child and family at how the support is going',
    consequence: 'Support goes on that does not help, or ends without anybody noticing.',
    clock: null,
  }),
]

/** What offers, referrals and support that runs ask for, in open cases. */
export function supportDuties(facts: CaseFacts): readonly Duty[] {
  return facts.cases.flatMap((one) => {
    if (one.state.status === 'closed' || !isHere(facts, one)) return []
    const { offers, referrals } = supportOf(one.entries)
    return [
      ...offers.flatMap((offer) => ofOffer({ facts, one, offer })),
      ...referrals.flatMap((referral) => ofReferral({ facts, one, referral })),
    ]
  })
}

function isHere({ asked, enrolments }: CaseFacts, { pupilId }: KnownCase): boolean {
  const of = enrolments.get(pupilId)
  return of !== undefined && (of.leavingDay === null || of.leavingDay >= asked.today)
}

function ofOffer({ facts, one, offer }: { facts: CaseFacts; one: KnownCase; offer: Offer }): Duty[] {
  const { offerId, title, state, offered, answer, planned, began, review } = offer
  const { asked } = facts
  if (state === 'offered') {
    const because = since(offered, `${title} was offered on this day and nobody has answered`)
    const due = dueAfter({ day: offered, time: null }, ANSWER, asked.days)
    return [duty(one, { rule: 'casework.offer-unanswered', id: offerId, because, from: offered, due })]
  }
  if (state === 'accepted' && answer !== null) {
    const from = planned !== null && planned > answer.day ? planned : answer.day
    if (from > asked.today) return []
    const because = since(answer.day, `${title} was accepted on this day and has not begun`)
    const due = dueAfter({ day: from, time: null }, ANSWER, asked.days)
    return [duty(one, { rule: 'casework.support-waits', id: offerId, because, from, due })]
  }
  const days = [review, began?.until ?? null].filter((day) => day !== null).sort()
  const [next] = days
  if (state !== 'running' || next === undefined || !isNear(facts, next)) return []
  const what = next === review ? 'is to be looked at' : 'ends'
  const because = since(next, `${title} ${what} by ${longDay(next)}`)
  return [duty(one, { rule: 'casework.support-review', id: `${offerId} ${next}`, because, ...on(facts, next) })]
}

function ofReferral({ facts, one, referral }: { facts: CaseFacts; one: KnownCase; referral: Referral }): Duty[] {
  const { referralId, service, state, last, sent, until } = referral
  if (state === 'sent' || state === 'no answer') {
    const asks = state === 'sent' ? 'was asked on this day' : 'was asked again'
    const because = since(last, `${service} ${asks} and has not answered`)
    const due = dueAfter({ day: last, time: null }, SERVICE, facts.asked.days)
    return [duty(one, { rule: 'casework.referral-unanswered', id: `${referralId} ${last}`, because, from: last, due })]
  }
  if (state !== 'waiting list' || until === null || !isNear(facts, until)) return []
  const because = since(sent, `Referred to ${service} on this day; the wait was to last until ${longDay(until)}`)
  return [duty(one, { rule: 'casework.waiting-list', id: `${referralId} ${until}`, because, ...on(facts, until) })]
}

function isNear({ asked }: CaseFacts, day: Day): boolean {
  return (schoolDaysPassed(asked.days, asked.today, day) ?? AHEAD + 1) <= AHEAD
}

/** On the list from now on, with a day of its own. */
function on({ asked }: CaseFacts, day: Day): { from: Day; due: Due } {
  return { from: day < asked.today ? day : asked.today, due: { kind: 'by', day, time: null } }
}

const since = (day: Day, words: string): Because => ({ day, half: null, code: null, words })

function duty(one: KnownCase, of: { rule: string; id: string; because: Because; from: Day; due: Due }): Duty {
  const subject = { kind: 'pupil', id: one.pupilId } as const
  const { owner } = one.state
  return {
    key: dutyKey(of.rule, subject, ...of.id.split(' ')),
    rule: of.rule,
    subject,
    because: [of.because],
    from: { day: of.from, time: null },
    due: of.due,
    actions: [casePage(one)],
    ...(owner === null ? {} : { people: [owner.id as PersonId] }),
  }
}
