import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { PLAN_OUTCOMES } from '../../contract/entries/plans.ts'
import { type CasePlan, endPlan } from '../../contract.ts'

type Outcome = (typeof PLAN_OUTCOMES)[number]

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  worked: 'It worked',
  'worked in part': 'It worked in part',
  'did not work': 'It did not work',
  'not agreed': 'It was not agreed',
  'no longer needed': 'It is no longer needed',
}

const EMPTY: { readonly outcome: Outcome; readonly words: string } = { outcome: 'worked', words: '' }

/** Ends a plan, with what came of it. */
export function EndPlan({
  caseId,
  plan,
  onClose,
}: {
  readonly caseId: string
  readonly plan: CasePlan
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const end = useAct(endPlan, { onDone: onClose })
  const fields = useFields(EMPTY, end.error)
  const params = { schoolId, caseId, planId: plan.planId }
  const steps = plan.versions.flatMap(({ body }) => body.steps).filter(({ id }) => plan.inRegisters.includes(id))
  const until = steps
    .map(({ last }) => last)
    .toSorted()
    .at(-1)
  return (
    <Modal
      opened
      onClose={onClose}
      title="What came of this plan"
      closeButtonProps={{ 'aria-label': 'Close without ending it' }}
    >
      <form noValidate onSubmit={fields.submit((values) => end.mutate({ params, body: { key, ...values } }))}>
        <Stack gap="md">
          <ProblemAlert error={end.error} />
          <ChoiceField
            label="What came of it"
            choices={PLAN_OUTCOMES.map((value) => ({ value, label: OUTCOMES[value] }))}
            {...fields.bind('outcome')}
          />
          <LongTextField label="In a few words" optional {...fields.bind('words')} />
          {plan.inRegisters.length > 0 && (
            <p>
              From today on the registers expect the child at every session again: the steps that are in them
              {until === undefined ? '' : ` until ${longDay(until)}`} are taken out, and nobody has to end the part-time
              timetable too. Sessions that have been stay as they are marked.
            </p>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={end.isPending}>
              End the plan
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
