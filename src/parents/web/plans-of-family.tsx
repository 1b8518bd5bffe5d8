import { FORM_NAMES } from '../../casework/contract.ts'
import { longDay } from '../../kernel/day.ts'
import { PageButton } from '../../ui/address/page-link.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill, type StatusTone } from '../../ui/components/status-pill.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { type FamilyPlanShown, familyPlans } from '../contract.ts'
import styles from './family.module.css'

const STATES: Readonly<Record<FamilyPlanShown['state'], { readonly tone: StatusTone; readonly words: string }>> = {
  yours: { tone: 'now', words: 'Please read it' },
  'you do not agree': { tone: 'waiting', words: 'You do not agree' },
  'with the school': { tone: 'quiet', words: 'The school works on it' },
  others: { tone: 'waiting', words: 'You have signed' },
  'in force': { tone: 'done', words: 'Holds now' },
  ended: { tone: 'quiet', words: 'Ended' },
}

/** On the first page of a family: plans in which the reader has a part. Nothing where there are none. */
export function PlansOfFamily() {
  const found = useOperation(familyPlans, {})
  // What has ended stays, behind the others: whoever signed it looks for it here, and finds that it binds nobody any more.
  const plans = (found.data?.plans ?? []).toSorted(
    (one, other) => Number(one.state === 'ended') - Number(other.state === 'ended'),
  )
  if (plans.length === 0) return null
  return (
    <Section title="Plans with the school">
      <ul className={styles.cards}>
        {plans.map((plan) => (
          <li key={plan.planId} className={styles.card}>
            <div className={styles.head}>
              <h3 className={styles.name}>
                {FORM_NAMES[plan.form]} for {plan.child}
              </h3>
              <StatusPill tone={STATES[plan.state].tone}>{STATES[plan.state].words}</StatusPill>
            </div>
            <p className={styles.quiet}>
              From {longDay(plan.body.first)} to {longDay(plan.body.last)}
            </p>
            {asked(plan) !== undefined && <p className={styles.said}>{asked(plan)}</p>}
            <div className={styles.actions} style={{ marginTop: '0.75rem' }}>
              <PageButton
                variant={plan.state === 'yours' ? 'filled' : 'default'}
                there={{
                  to: '/family/plans/$school/$pupil/$plan',
                  place: 'account',
                  params: { school: plan.schoolId, pupil: plan.pupilId, plan: plan.planId },
                }}
              >
                {plan.state === 'yours' ? 'Read and answer' : 'Open the plan'}
              </PageButton>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** How it stands with what the reader asked last. */
function asked({ questions }: FamilyPlanShown): string | undefined {
  const last = questions.at(-1)
  if (last === undefined) return undefined
  if (last.answer !== null) return 'The school has answered your question.'
  return last.safety ? undefined : 'Your question is with the school.'
}
