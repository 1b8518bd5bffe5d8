import { type Duty, type DutyRule, dutyKey, schoolDaysAfter, schoolDaysPassed } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { unread } from '../../law/citation.ts'
import type { CaseFacts, FindDuties, KnownCase } from '../rules/cases/case-facts.ts'
import { waitingQuestions } from '../rules/plans/plan-questions.ts'
import { FORM_NAMES } from '../rules/plans/plan-words.ts'
import { type Plan, plansOf, refusedBy } from '../rules/plans/plans-of.ts'
import { casePage } from './case-duties.ts'

const OWN = unread('No source: Firstbell’s own, so that what was written is agreed and looked at')

const rule = (id: string, title: string, consequence: string): DutyRule => ({
  id,
  title,
  source: OWN,
  sourceKind: 'policy',
  owner: 'attendance-officer',
  clock: null,
  consequence,
  ends: 'facts',
  needs: 'casework.view',
})

/** School days within which a family has an answer, as for all that families ask. */
const ANSWERED_WITHIN = 2

export const PLAN_RULES: readonly DutyRule[] = [
  rule(
    'casework.plan-signature',
    'Get a plan signed',
    'A plan that nobody has signed binds nobody, and helps no child.',
  ),
  rule('casework.plan-review', 'Review a plan', 'Nobody knows whether the plan helps, and nobody asks the child.'),
  {
    ...rule(
      'casework.plan-question',
      'Answer what a family asked about a plan',
      'The family signs what it does not understand, or does not sign.',
    ),
    clock: { amount: ANSWERED_WITHIN, unit: 'school days' },
    needs: 'casework.record',
  },
  rule(
    'casework.plan-ends',
    'Say how a plan went, or write its next version',
    'What was agreed ends and nobody notices.',
  ),
]

/** School days within which a plan is signed, and ahead of which a review and an end are told. */
const SIGNED_WITHIN = 5
const REVIEW_AHEAD = 3
const END_AHEAD = 10

/** What the plans of open cases ask for, and those of closed ones that hold all the same: teachers go by them, and registers. */
export const planDuties: FindDuties = (facts) =>
  facts.cases
    .filter(({ pupilId }) => facts.enrolments.has(pupilId))
    .flatMap((one) =>
      plansOf(one.entries, facts.asked.today).flatMap((plan) => {
        const looked = () => [...review(facts, one, plan), ...end(facts, one, plan)]
        // Whoever asked waits for an answer, whatever became of the case.
        const asked = questions(facts, one, plan)
        if (one.state.status === 'closed') return plan.standing === null ? asked : [...looked(), ...asked]
        return [...signature(facts, one, plan), ...looked(), ...asked]
      }),
    )

function duty(
  one: KnownCase,
  plan: Plan,
  of: { rule: string; from: Day; due: Day; words: string; trigger: string },
): Duty {
  const subject = { kind: 'pupil', id: one.pupilId } as const
  const { owner } = one.state
  return {
    key: dutyKey(of.rule, subject, plan.planId, of.trigger),
    rule: of.rule,
    subject,
    because: [{ day: of.from, half: null, code: null, words: `${FORM_NAMES[plan.form]}: ${of.words}` }],
    from: { day: of.from, time: null },
    due: { kind: 'by', day: of.due, time: null },
    actions: [{ ...casePage(one), search: { part: 'plans' } }],
    ...(owner === null ? {} : { people: [owner.id as PersonId] }),
  }
}

function signature({ asked }: CaseFacts, one: KnownCase, plan: Plan): readonly Duty[] {
  const { offered, version } = plan.latest
  if (plan.state !== 'waiting for signatures' || offered === null) return []
  const due = within(asked, offered, SIGNED_WITHIN)
  const words =
    refusedBy(plan.latest).length > 0 ? 'somebody does not agree with it' : 'put forward, and not signed by everybody'
  return [duty(one, plan, { rule: 'casework.plan-signature', from: offered, due, words, trigger: String(version) })]
}

/** The school day so many after another. */
function within(asked: CaseFacts['asked'], from: Day, most: number): Day {
  const days = schoolDaysAfter(asked.days, from)
  let due = from
  for (let passed = 0; passed < most; passed += 1) due = days.next().value ?? due
  return due
}

/** What parents asked, and nobody has answered: of whoever looks after the case. */
function questions({ asked }: CaseFacts, one: KnownCase, plan: Plan): readonly Duty[] {
  return waitingQuestions(one.entries)
    .filter(({ planId }) => planId === plan.planId)
    .map(({ questionId, day, name }) =>
      duty(one, plan, {
        rule: 'casework.plan-question',
        from: day,
        due: within(asked, day, ANSWERED_WITHIN),
        words: `${name} asked a question about it on the family page`,
        trigger: questionId,
      }),
    )
}

const isWithin = ({ asked }: CaseFacts, day: Day, ahead: number) =>
  (schoolDaysPassed(asked.days, asked.today, day) ?? ahead + 1) <= ahead

function review(facts: CaseFacts, one: KnownCase, plan: Plan): readonly Duty[] {
  const { nextReview: due } = plan
  if (due === null || !isWithin(facts, due, REVIEW_AHEAD)) return []
  return [
    duty(one, plan, { rule: 'casework.plan-review', from: due, due, words: 'to be looked at again', trigger: due }),
  ]
}

function end(facts: CaseFacts, one: KnownCase, plan: Plan): readonly Duty[] {
  const wasSigned = plan.firstSigned !== null
  const goesOn = plan.standing !== null && plan.standing !== plan.latest
  if (!wasSigned || goesOn || plan.ended !== null || plan.replaced || !isWithin(facts, plan.until, END_AHEAD)) return []
  const { until: due } = plan
  const words = due < facts.asked.today ? 'its last day has passed' : 'it ends soon'
  return [duty(one, plan, { rule: 'casework.plan-ends', from: due, due, words, trigger: due })]
}
