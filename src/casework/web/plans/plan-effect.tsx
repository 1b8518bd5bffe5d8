import { shortDay } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Percentage } from '../../../ui/components/percentage.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { type CasePlan, planEffect } from '../../contract.ts'
import styles from './plans.module.css'

/** The child’s own sessions before and since, side by side. It claims nothing. */
export function PlanEffect({
  caseId,
  plan,
  name,
}: {
  readonly caseId: string
  readonly plan: CasePlan
  readonly name: string
}) {
  const schoolId = useSchoolId()
  const hasHeld = plan.standing !== null || plan.state === 'ended'
  const asked = useOperation(planEffect, { params: { schoolId, caseId, planId: plan.planId } }, { when: hasHeld })
  const effect = asked.data?.effect ?? null
  if (effect === null) return null
  const { days, since, until, before, after } = effect
  return (
    <>
      <h4 className={styles.part}>Absence before and since</h4>
      <p>
        In the {days} school days before:{' '}
        <Percentage count={before.absent} of={before.possible} what={`${name}: absent before`} />. In {days} school days
        from {shortDay(since)} to {shortDay(until)}:{' '}
        <Percentage count={after.absent} of={after.possible} what={`${name}: absent since`} />.
      </p>
      <p className={styles.quiet}>
        These are {name}’s own sessions. They do not show that the plan caused the change: a child who has been away a
        lot often comes more afterwards in any case.
      </p>
    </>
  )
}
