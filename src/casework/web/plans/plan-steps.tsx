import { Button } from '@mantine/core'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import { fillRegisters } from '../../contract.ts'
import type { OnePlan, PlanVersion as Version } from './one-plan.ts'
import { Ladder } from './plan-content.tsx'
import styles from './plans.module.css'

const WENT = { well: 'Went well', hard: 'Was hard', 'not tried': 'Was not tried' } as const

/** The steps of a plan as a ladder: which are in the registers, and how each went. */
export function PlanSteps({ caseId, plan, may, version, today }: OnePlan & { readonly version: Version }) {
  const schoolId = useSchoolId()
  const fill = useAct(fillRegisters)
  const standing = plan.standing === version.version
  return (
    <>
      <h4 className={styles.part}>Step by step</h4>
      <ProblemAlert error={fill.error} />
      <Ladder
        steps={version.body.steps}
        today={today}
        end={({ id: stepId, away, last }) => {
          const went = plan.reviews.flatMap(({ steps }) => steps).findLast((step) => step.stepId === stepId)
          if (went !== undefined) return <StatusPill tone="done">{WENT[went.went]}</StatusPill>
          if (away.length === 0) return null
          if (plan.inRegisters.includes(stepId)) return <StatusPill tone="done">In the registers</StatusPill>
          if (!standing || last < today) return null
          if (!may.registers) return <StatusPill tone="waiting">The head puts it into the registers</StatusPill>
          return (
            <Button
              size="compact-sm"
              loading={fill.isPending}
              onClick={() => fill.mutate({ params: { schoolId, caseId, planId: plan.planId, stepId }, body: {} })}
            >
              Put into the registers
            </Button>
          )
        }}
      />
    </>
  )
}
