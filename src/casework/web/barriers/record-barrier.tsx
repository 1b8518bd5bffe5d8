import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { CheckField, ChoiceField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { BARRIER_KINDS, BARRIERS, type BarrierKind, recordBarrier, type Whose } from '../../contract.ts'

/** What a barrier is recorded from: nothing, or what answers point to. */
export interface BarrierDraft {
  readonly kind: BarrierKind
  readonly whose: Whose
  readonly words: string
  readonly strength: '' | 'a bit' | 'very'
  readonly restricted: boolean
  readonly assessmentId?: string
}

export const EMPTY_BARRIER: BarrierDraft = {
  ...{ kind: 'health', whose: 'pupil', words: '', strength: '', restricted: false },
}

/** Records a barrier: by a person, in somebody's words. */
export function RecordBarrier({
  caseId,
  draft,
  onClose,
}: {
  readonly caseId: string
  readonly draft: BarrierDraft
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const act = useAct(recordBarrier, { onDone: onClose })
  const [ids] = useState(() => ({ key: newKey(), barrierId: newKey() }))
  const fields = useFields(draft, act.error)
  const { plain, asks } = BARRIERS[fields.values.kind]
  return (
    <Modal
      opened
      onClose={onClose}
      title="Record a barrier"
      closeButtonProps={{ 'aria-label': 'Close without recording it' }}
    >
      <form
        noValidate
        onSubmit={fields.submit(({ strength, ...body }) =>
          act.mutate({
            params: { schoolId, caseId },
            body: { ...ids, ...body, ...(strength === '' ? {} : { strength }) },
          }),
        )}
      >
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <ChoiceField
            label="What stands in the way?"
            hint={plain}
            choices={BARRIER_KINDS.map((value) => ({ value, label: BARRIERS[value].title }))}
            {...fields.bind('kind')}
          />
          <ChoiceField
            label="Whose words are these?"
            choices={[
              { value: 'pupil', label: 'The child’s' },
              { value: 'parent', label: 'A parent’s' },
              { value: 'staff', label: 'A member of staff’s' },
            ]}
            {...fields.bind('whose')}
          />
          <LongTextField
            label="In their own words"
            hint={`As it was said. Worth asking: ${asks.join(' ')}`}
            {...fields.bind('words')}
          />
          <ChoiceField
            label="How hard does it make school?"
            optional
            choices={[
              { value: '', label: 'Not said' },
              { value: 'a bit', label: 'A bit hard' },
              { value: 'very', label: 'Very hard' },
            ]}
            {...fields.bind('strength')}
          />
          <CheckField
            label="This is about the child’s safety"
            hint="Only those who look after safety read it then, and it is in no count. Tell the safeguarding lead today as well."
            {...fields.bind('restricted')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              Record the barrier
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
