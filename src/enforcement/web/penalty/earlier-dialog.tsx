import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { CheckField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { enterEarlierNotice } from '../../contract.ts'

type Sent = Input<typeof enterEarlierNotice>['body']

/** Enters a notice of another school or authority, or of a time before these records. */
export function EarlierDialog({
  pupilId,
  contactId,
  parent,
  onClose,
}: Pick<Sent, 'pupilId' | 'contactId'> & { readonly parent: string; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const [ids] = useState(() => ({ key: newKey(), threadId: newKey() }))
  const [typed, setTyped] = useState({ issued: '', withdrawn: false, where: '', source: '' })
  const change = (changed: Partial<typeof typed>) => setTyped((last) => ({ ...last, ...changed }))
  const enter = useAct(enterEarlierNotice, {
    onDone: () => {
      notifications.show({ message: 'Entered.' })
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Earlier notice to ${parent}`}
      closeButtonProps={{ 'aria-label': 'Close without entering it' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const issued = typed.issued as Sent['issued']
          enter.mutate({
            params: { schoolId },
            body: { ...ids, ...typed, issued, pupilId, contactId, kind: 'absence' },
          })
        }}
      >
        <Stack gap="md">
          <ProblemAlert error={enter.error} />
          <p>
            A notice of another school or authority, or of a time before these records. Issued before 19 August 2024 it
            counts towards nothing.
          </p>
          <DayField
            id="issued"
            name="issued"
            label="Issued on"
            value={typed.issued}
            onChange={(issued) => change({ issued })}
          />
          <TextField
            id="where"
            name="where"
            label="By whom"
            value={typed.where}
            onChange={(where) => change({ where })}
          />
          <LongTextField
            id="source"
            name="source"
            label="How you know"
            rows={2}
            value={typed.source}
            onChange={(source) => change({ source })}
          />
          <CheckField
            id="withdrawn"
            name="withdrawn"
            label="It was withdrawn"
            value={typed.withdrawn}
            onChange={(withdrawn) => change({ withdrawn })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={enter.isPending}>
              Enter it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
