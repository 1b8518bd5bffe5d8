import { type Duty, type DutyAction, type DutyRule, dutyKey, schoolDaysPassed } from '../../duties/contract.ts'
import { longDay } from '../../kernel/day.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { unread, WORKING_TOGETHER } from '../../law/citation.ts'
import type { CaseFacts, KnownCase } from '../rules/cases/case-facts.ts'

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
]

/** What a case as such asks for. Of children who have left nothing is reviewed. */
export function caseDuties(facts: CaseFacts): readonly Duty[] {
  return facts.cases
    .filter(({ state, pupilId }) => state.status === 'open' && isHere(facts, pupilId))
    .flatMap((one) => [...reviewDuty(facts, one), ...ownerDuty(one)])
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
      from: { day: asked.today, time: null },
      due: { kind: 'by', day: review, time: null },
      actions: [casePage(one)],
      ...(owner === null ? {} : { people: [owner.id as PersonId] }),
    },
  ]
}

function ownerDuty(one: KnownCase): Duty[] {
  if (one.state.owner !== null) return []
  const subject = { kind: 'pupil', id: one.pupilId } as const
  return [
    {
      key: dutyKey('casework.owner', subject, one.caseId),
      rule: 'casework.owner',
      subject,
      because: [{ day: one.state.opened, half: null, code: null, words: 'The case was opened on this day' }],
      from: { day: one.state.opened, time: null },
      due: null,
      actions: [casePage(one)],
    },
  ]
}
