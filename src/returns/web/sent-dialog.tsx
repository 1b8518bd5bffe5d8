import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ChoiceField, TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { sendReturns, WAYS, type Way } from '../contract.ts'
import { WAY_NAMES } from './words.tsx'

/** Writes down that returns were sent, and how. */
export function SentDialog({
  opened,
  onClose,
  keys,
}: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly keys: readonly string[]
}) {
  const schoolId = useSchoolId()
  const [way, setWay] = useState<Way>('portal')
  const [words, setWords] = useState('')
  const send = useAct(sendReturns, {
    onDone: ({ sent }) => {
      notifications.show({ message: sent === 1 ? 'Written down as sent.' : `${sent} are written down as sent.` })
      onClose()
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={keys.length === 1 ? 'It was sent' : `${keys.length} returns were sent`}
      closeButtonProps={{ 'aria-label': 'Close without doing it' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate({ params: { schoolId }, body: { keys: [...keys], way, words } })
        }}
      >
        <Stack gap="md">
          <ProblemAlert error={send.error} />
          <p>What was told is kept as it stands now. Firstbell sends nothing to an authority by itself.</p>
          <ChoiceField
            id="way"
            name="way"
            label="How it went"
            value={way}
            onChange={setWay}
            choices={WAYS.map((value) => ({ value, label: WAY_NAMES[value] }))}
          />
          <TextField
            id="words"
            name="words"
            label="To whom, if it says more"
            optional
            value={words}
            onChange={setWords}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={send.isPending}>
              Write it down
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
