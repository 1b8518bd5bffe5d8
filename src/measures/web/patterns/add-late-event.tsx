import { Button, Group, Modal, Stack } from '@mantine/core'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { DayField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { addLateEvent, findSchoolPatterns } from '../../contract.ts'

interface Dialog {
  readonly opened: boolean
  readonly onClose: () => void
}

export function AddLateEvent({ opened, onClose }: Dialog) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Add a late event"
      closeButtonProps={{ 'aria-label': 'Close without adding' }}
    >
      {opened && <Form onClose={onClose} />}
    </Modal>
  )
}

const EMPTY = { what: '', day: '' }

function Form({ onClose }: Pick<Dialog, 'onClose'>) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(60))
  const add = useAct(addLateEvent, { refreshes: [findSchoolPatterns], onDone: onClose })
  const fields = useFields(EMPTY, add.error)
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ what, day }) =>
        // What is typed is checked by the server, which says what is wrong with it.
        add.mutate({ params: { schoolId }, body: { what, day: (day || today) as Day } }),
      )}
    >
      <Stack gap="md">
        <ProblemAlert error={add.error} />
        <TextField label="What it was" hint="Such as “Year 9 theatre trip”." {...fields.bind('what')} />
        <DayField
          label="Evening of"
          hint="The school day after it is looked at."
          {...fields.bind('day')}
          value={fields.values.day || today}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add the event
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
