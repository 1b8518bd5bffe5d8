import { Button, Group, Modal, Stack } from '@mantine/core'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { DayField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { endSupport } from '../../contract.ts'

/** Asks on which day a support ended. */
export function EndDialog({
  opened,
  onClose,
  supportId,
  name,
}: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly supportId: string
  readonly name: string
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`${name} has ended`}
      closeButtonProps={{ 'aria-label': 'Close without saying so' }}
    >
      {opened && <EndForm onClose={onClose} supportId={supportId} />}
    </Modal>
  )
}

const NO_DAY = { day: '' }

function EndForm({ onClose, supportId }: { readonly onClose: () => void; readonly supportId: string }) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(60))
  const end = useAct(endSupport, { onDone: onClose })
  const fields = useFields(NO_DAY, end.error)
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ day }) =>
        // What is typed is checked by the server, which says what is wrong with it.
        end.mutate({ params: { schoolId, supportId }, body: { day: (day || today) as Day } }),
      )}
    >
      <Stack gap="md">
        <ProblemAlert error={end.error} />
        <DayField
          label="Last day"
          hint="Nothing after it is counted. It cannot be changed later."
          {...fields.bind('day')}
          value={fields.values.day || today}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={end.isPending}>
            Say that it ended
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
