import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { lookAtLetter, type OnLadder, sendLetters } from '../../contract.ts'
import { replyDay } from './letter-fields.tsx'
import styles from './letters.module.css'

/** Tells the family that no more letters come for now, and why: whoever decides it says so, and the ladder begins anew. */
export function StepDown({ of, today }: { readonly of: OnLadder; readonly today: Day }) {
  const [opened, setOpened] = useState(false)
  if (of.to.length === 0) return null
  return (
    <p>
      <Button variant="default" onClick={() => setOpened(true)}>
        Tell the family that letters stop
      </Button>
      {opened && <StepDownDialog of={of} today={today} onClose={() => setOpened(false)} />}
    </p>
  )
}

function StepDownDialog({
  of,
  today,
  onClose,
}: {
  readonly of: OnLadder
  readonly today: Day
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [ids] = useState(() => ({ key: newKey(), letterId: newKey() }))
  const look = useAct(lookAtLetter, { refreshes: [] })
  const send = useAct(sendLetters, {
    onDone: () => {
      notifications.show({
        message: 'The letter is in the queue. Print and post it on the page of what is sent by hand.',
      })
      onClose()
    },
  })
  const fields = useFields<{ reason: string; help: string }>({ reason: '', help: 'the attendance office' }, send.error)
  const [first] = of.to
  const letter = { pupilId: of.pupilId, letter: 'stepped-down' as const }
  // The letter asks for no answer; where a school's own wording does, two weeks are enough.
  const replyBy = replyDay(today)
  const go = (values: typeof fields.values) =>
    send.mutate({
      params: { schoolId },
      body: {
        key: ids.key,
        letters: [{ ...letter, letterId: ids.letterId, despite: '', reason: values.reason }],
        way: 'letter',
        help: values.help,
        replyBy,
      },
    })
  const read = () =>
    first !== undefined &&
    look.mutate({ params: { schoolId }, body: { ...letter, ...fields.values, replyBy, to: first.contactId } })
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Tell the family of ${of.name} that letters stop`}
      closeButtonProps={{ 'aria-label': 'Close without writing' }}
    >
      <form noValidate onSubmit={fields.submit(go)}>
        <Stack gap="md">
          <ProblemAlert error={send.error ?? look.error} />
          <LongTextField
            label="Why, as the family reads it"
            rows={3}
            hint="One or two short sentences, such as “The morning club is working well.”"
            {...fields.bind('reason')}
          />
          <TextField label="Whom the family can ask" {...fields.bind('help')} />
          {look.data && (
            <div className={styles.paper}>
              <strong>{`${look.data.subject}\n\n`}</strong>
              {look.data.body}
            </div>
          )}
          <Group>
            <Button type="submit" loading={send.isPending} disabled={fields.values.reason.trim() === ''}>
              Put the letter in the queue
            </Button>
            <Button
              variant="default"
              loading={look.isPending}
              disabled={fields.values.reason.trim() === ''}
              onClick={read}
            >
              Read it first
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
