import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useReach } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { endRollCall } from '../../contract.ts'
import styles from './roll.module.css'
import type { Counting } from './use-roll.ts'

/** How the count stands, always in view while somebody counts. */
export function CountingBar({
  counting,
  toCount,
  left,
  leftOnly,
  onLeftOnly,
  onStop,
}: {
  readonly counting: Counting
  readonly toCount: number
  readonly left: number
  readonly leftOnly: boolean
  readonly onLeftOnly: (leftOnly: boolean) => void
  readonly onStop: () => void
}) {
  const [ending, setEnding] = useState(false)
  const leads = useReach('site.count') === 'all'
  return (
    <div className={`no-print ${styles.bar}`} data-left={left > 0}>
      <p className={styles.count} role="status">
        <strong>{left === 0 ? 'Everybody is accounted for' : `${left} not accounted for yet`}</strong>
        <span>
          {toCount - left} of {toCount} in the school accounted for
          {counting.startedAt !== null && `, since ${timeText(counting.startedAt)}`}
          {counting.unsent > 0 && `. ${counting.unsent} on this device alone`}
        </span>
      </p>
      <Group gap="sm">
        <Checkbox
          label="Only those not accounted for yet"
          checked={leftOnly}
          onChange={(event) => onLeftOnly(event.currentTarget.checked)}
        />
        <Button variant="default" size="xs" onClick={onStop}>
          Stop counting here
        </Button>
        {leads && counting.startedAt !== null && (
          <Button variant="default" size="xs" onClick={() => setEnding(true)}>
            End the roll call
          </Button>
        )}
      </Group>
      {ending && <EndRollCall left={left} onClose={() => setEnding(false)} onEnded={onStop} />}
    </div>
  )
}

function EndRollCall({
  left,
  onClose,
  onEnded,
}: {
  readonly left: number
  readonly onClose: () => void
  readonly onEnded: () => void
}) {
  const schoolId = useSchoolId()
  const [words, setWords] = useState('')
  const [key] = useState(newKey)
  const act = useAct(endRollCall, {
    onDone: () => {
      onClose()
      onEnded()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate({ params: { schoolId }, body: { key, words } })
  }
  return (
    <Modal opened onClose={onClose} title="End the roll call" closeButtonProps={{ 'aria-label': 'Go on counting' }}>
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert error={act.error} />
          {left > 0 && (
            <Text fw={600}>
              {left === 1 ? '1 person is' : `${left} people are`} not accounted for. It ends on every device.
            </Text>
          )}
          <TextField
            id="roll-call-words"
            name="words"
            label="What it was"
            hint="“Fire drill”, or what happened. It is kept with the count."
            value={words}
            onChange={setWords}
          />
          <Group>
            <Button type="submit" loading={act.isPending}>
              End it
            </Button>
            <Button variant="default" onClick={onClose}>
              Go on counting
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
