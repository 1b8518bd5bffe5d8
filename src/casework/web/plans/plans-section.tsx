import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { casePlans } from '../../contract.ts'
import { PlanCard } from './plan-card.tsx'
import styles from './plans.module.css'

/** The plans of a case: those that hold or wait first, those that have ended last. */
export function PlansSection({ caseId }: { readonly caseId: string }) {
  const schoolId = useSchoolId()
  const asked = useOperation(casePlans, { params: { schoolId, caseId } })
  const mayRecord = asked.data?.may.record === true
  return (
    <Section
      title="Plans"
      note={
        mayRecord && (
          <PageButton variant="default" size="sm" there={{ to: '/cases/$caseId/write-plan', params: { caseId } }}>
            Write a plan
          </PageButton>
        )
      }
    >
      <Answered question={asked}>
        {({ plans, child, today, may }) => (
          <div className={styles.plans}>
            {plans.length === 0 && (
              <p className={styles.quiet}>
                No plan yet. A plan says who does what, in the child’s own words, and is signed by everybody in it.
              </p>
            )}
            {plans
              .toSorted((one, other) => Number(one.state === 'ended') - Number(other.state === 'ended'))
              .map((plan) => (
                <PlanCard key={plan.planId} caseId={caseId} plan={plan} child={child} today={today} may={may} />
              ))}
          </div>
        )}
      </Answered>
    </Section>
  )
}
