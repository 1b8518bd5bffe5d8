import {
  type Duty,
  type DutyAction,
  type DutyRule,
  dueAfter,
  dutyKey,
  schoolDaysPassed,
} from '../../duties/contract.ts'
import { daysBetween, longDay } from '../../kernel/day.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { read, unread, WORKING_TOGETHER } from '../../law/citation.ts'
import type { CaseFacts, KnownCase } from '../rules/cases/case-facts.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { STALE_AFTER, stillFor } from '../rules/cases/stillness.ts'

const EXPECTED = unread(`${WORKING_TOGETHER}: support is reviewed regularly`)

const rule = (id: string, title: string, consequence: string): DutyRule => ({
  id,
  title,
  source: EXPECTED,
  sourceKind: 'guidance',
  owner: 'attendance-champion',
  clock: null,
  consequence,
  ends: 'facts',
  needs: 'casework.view',
})

export const CASE_RULES: readonly DutyRule[] = [
  rule('casework.review', 'Review a case', 'Nobody knows whether what was agreed helps the child.'),
  rule('casework.owner', 'Say who looks after a case', 'A case that is nobody’s is forgotten.'),
  {
    ...rule('casework.still', 'See to a case in which nothing happens', 'A child who was to be helped is forgotten.'),
    source: read(
      `Firstbell’s own choice: nothing written for ${STALE_AFTER} school days. No law or guidance names a number`,
    ),
    sourceKind: 'policy',
  },
  rule('casework.left', 'Close the case of a child who has left', 'Nobody hands on what was learned and agreed.'),
]

/** What a case as such asks for. Of a child who has left there is one thing to do: hand on what is known, and close. */
export function caseDuties(facts: CaseFacts): readonly Duty[] {
  return facts.cases
    .filter(({ state }) => state.status === 'open')
    .flatMap((one) => {
      if (!isHere(facts, one.pupilId)) return leftDuty(facts, one)
      return [...reviewDuty(facts, one), ...ownerDuty(one), ...stillDuty(facts, one)]
    })
}

/** Whether the child is on roll today. */
export function isHere({ asked, enrolments }: CaseFacts, pupilId: KnownCase['pupilId']): boolean {
  const of = enrolments.get(pupilId)
  return of !== undefined && (of.leavingDay === null || of.leavingDay >= asked.today)
}

/** The page of a case. */
export function casePage({ caseId }: Pick<KnownCase, 'caseId'>): DutyAction {
  return { label: 'Open the case', to: '/cases/$caseId', params: { caseId } }
}

/** School days ahead, so that whoever is to be asked can be asked. */
const AHEAD = 5

function reviewDuty({ asked }: CaseFacts, one: KnownCase): Duty[] {
  const { review, owner } = one.state
  if (review === null || (schoolDaysPassed(asked.days, asked.today, review) ?? AHEAD + 1) > AHEAD) return []
  const subject = { kind: 'pupil', id: one.pupilId } as const
  return [
    {
      key: dutyKey('casework.review', subject, one.caseId, review),
      rule: 'casework.review',
      subject,
      because: [{ day: review, half: null, code: null, words: `The case is to be reviewed by ${longDay(review)}` }],
      from: { day: one.state.opened, time: null },
      due: { kind: 'by', day: review, time: null },
      actions: [casePage(one)],
      ...toOwner(owner),
    },
  ]
}

/** Whoever looks after the case sees to it; where nobody does, whoever has the rule's role. */
function toOwner(owner: KnownCase['state']['owner']): Pick<Duty, 'people'> {
  return owner === null ? {} : { people: [owner.id as PersonId] }
}

/** A review further ahead than so many school days excuses nobody from looking. Our own choice. */
const REVIEW_EXCUSES = 30

/** Nothing ages unseen: not in one that has a day to be reviewed on either, unless that day is soon to come. */
function stillDuty({ asked }: CaseFacts, one: KnownCase): Duty[] {
  const { review, owner, last } = one.state
  const ahead = review === null || review < asked.today ? undefined : schoolDaysPassed(asked.days, asked.today, review)
  // Most cases are to be looked at soon, and of those nothing else is worked out.
  if (ahead !== undefined && ahead <= REVIEW_EXCUSES) return []
  const since = schoolTime(last).day
  const still = stillFor(one.state, asked.today, asked.days)
  // Before the calendars that are known: longer ago than anything they could count.
  const forgotten = still === null ? daysBetween(since, asked.today) >= YEAR : still >= STALE_AFTER
  if (!forgotten) return []
  const subject = { kind: 'pupil', id: one.pupilId } as const
  const span = still === null ? 'more than a year' : `${still} school days`
  const words = `Nothing was written for ${span}, since ${longDay(since)}`
  return [
    {
      key: dutyKey('casework.still', subject, one.caseId, since),
      rule: 'casework.still',
      subject,
      because: [{ day: since, half: null, code: null, words }],
      from: { day: since, time: null },
      due: dueAfter({ day: since, time: null }, { amount: STALE_AFTER, unit: 'school days' }, asked.days),
      actions: [casePage(one)],
      ...toOwner(owner),
    },
  ]
}

const YEAR = 365

function leftDuty({ enrolments }: CaseFacts, one: KnownCase): Duty[] {
  const subject = { kind: 'pupil', id: one.pupilId } as const
  const day = enrolments.get(one.pupilId)?.leavingDay ?? null
  return [
    {
      key: dutyKey('casework.left', subject, one.caseId),
      rule: 'casework.left',
      subject,
      because: [{ day, half: null, code: null, words: 'The child has left, and the case is open' }],
      from: { day: day ?? one.state.opened, time: null },
      due: null,
      actions: [casePage(one)],
      ...toOwner(one.state.owner),
    },
  ]
}

function ownerDuty(one: KnownCase): Duty[] {
  if (one.state.owner !== null) return []
  const subject = { kind: 'pupil', id: one.pupilId } as const
  const gone = caseState(one.entries)?.owner ?? null
  const words = gone === null ? 'The case was opened on this day' : `${gone.name} does not look after cases any more`
  return [
    {
      key: dutyKey('casework.owner', subject, one.caseId),
      rule: 'casework.owner',
      subject,
      because: [{ day: gone === null ? one.state.opened : null, half: null, code: null, words }],
      from: { day: one.state.opened, time: null },
      due: null,
      actions: [casePage(one)],
    },
  ]
}
