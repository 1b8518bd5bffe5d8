import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../kernel/day.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { DayField, TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { receiptReturn } from '../contract.ts'

/** The authority’s receipt: reference, day, who said so. */
export function ReceiptDialog({
  returnKey: key,
  today,
  onClose,
}: {
  readonly returnKey: string
  readonly today: Day
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const receipt = useAct(receiptReturn, { onDone: onClose })
  const [initial] = useState({ reference: '', day: today as string, from: '' })
  const fields = useFields(initial, receipt.error)
  return (
    <Modal opened onClose={onClose} title="Enter the receipt" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        noValidate
        onSubmit={fields.submit(({ reference, day, from }) =>
          // What is typed is checked by the server, which says what is wrong with it.
          receipt.mutate({ params: { schoolId }, body: { key, reference, day: day as Day, from } }),
        )}
      >
        <Stack gap="md">
          <ProblemAlert error={receipt.error} />
          <TextField label="The authority’s reference" {...fields.bind('reference')} />
          <DayField label="The day it came" {...fields.bind('day')} />
          <TextField label="Who confirmed it" {...fields.bind('from')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={receipt.isPending}>
              Keep the receipt
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
