import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, DayField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { caseOwners, type showCase, writeInCase } from '../../contract.ts'

/** Who looks after the case, or when it is looked at again. */
export function KeepDialog({
  what,
  shown,
  onClose,
}: {
  readonly what: 'owner' | 'review'
  readonly shown: Answer<typeof showCase>
  readonly onClose: () => void
}) {
  const { caseId, state } = shown
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const owners = useOperation(caseOwners, { params: { schoolId } }, { when: what === 'owner' })
  const initial = useMemo(
    () => ({ personId: state.owner?.id ?? ('' as PersonId), day: state.review ?? '' }),
    [state.owner, state.review],
  )
  const act = useAct(writeInCase, { onDone: onClose })
  const fields = useFields<{ personId: string; day: string }>(initial, act.error)
  const people = owners.data?.people ?? []
  const save = ({ personId, day }: { personId: string; day: string }) =>
    act.mutate({
      params: { schoolId, caseId },
      body: {
        key,
        restricted: false,
        write: what === 'owner' ? { kind: 'owner', personId } : { kind: 'review', day, words: '' },
      },
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={what === 'owner' ? 'Who looks after the case' : 'When it is looked at again'}
      closeButtonProps={{ 'aria-label': 'Close without changing it' }}
    >
      <form onSubmit={fields.submit(save)} noValidate>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          {what === 'owner' ? (
            <ChoiceField
              label="Case lead"
              {...fields.bind('personId')}
              choices={[
                ...(state.owner === null ? [{ value: '', label: 'Choose somebody' }] : []),
                ...people.map(({ id, name, position }) => ({ value: id as string, label: `${name}, ${position}` })),
              ]}
            />
          ) : (
            <DayField label="Looked at again by" {...fields.bind('day')} />
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={act.isPending}>
              Keep it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
