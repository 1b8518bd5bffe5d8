import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { dayText, longDayText, timeText } from '../../../ui/clock.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { ClashProposal } from '../take/clash-proposal.tsx'
import { handOver, sayHanded } from './hand-over.ts'
import type { UnsentRegister } from './kept-database.ts'
import { giveUpUnsent, settleUnsent } from './settle-unsent.ts'
import styles from './unsent-list.module.css'

const LOOK = {
  waiting: { tone: 'waiting', word: 'Sends itself' },
  clash: { tone: 'now', word: 'You decide' },
  refused: { tone: 'problem', word: 'Not accepted' },
} as const

/** The saves that have not reached the server, with what a person can do about each. */
export function UnsentList({
  unsent,
  onChanged,
}: {
  readonly unsent: readonly UnsentRegister[]
  /** Something may be sent now. */
  readonly onChanged: () => void
}) {
  const [deciding, setDeciding] = useState<string>()
  const open = unsent.find(({ key }) => key === deciding)
  return (
    <>
      <ul className={styles.list}>
        {unsent.map((one) => (
          <Entry key={one.key} unsent={one} onDecide={() => setDeciding(one.key)} onChanged={onChanged} />
        ))}
      </ul>
      {open?.conflict !== undefined && (
        <ClashProposal
          conflict={open.conflict}
          lead={`You took this register without a connection, at ${timeText(open.capturedAt)}. What is there now stays, unless you choose your own mark instead.`}
          onClose={() => setDeciding(undefined)}
          onSettle={async (accepted) => {
            await settleUnsent(open, accepted)
            setDeciding(undefined)
            onChanged()
          }}
        />
      )}
    </>
  )
}

/** True where the office has it now. */
async function handToOffice(unsent: UnsentRegister): Promise<boolean> {
  const outcome = await handOver(unsent).catch(() => 'stopped' as const)
  if (outcome === 'handed') sayHanded([unsent])
  return outcome === 'handed'
}

function Entry({
  unsent,
  onDecide,
  onChanged,
}: {
  readonly unsent: UnsentRegister
  readonly onDecide: () => void
  readonly onChanged: () => void
}) {
  const { address, body, state } = unsent
  const [handing, setHanding] = useState(false)
  const [failed, setFailed] = useState(false)
  const marks = body.marks.length === 1 ? '1 mark' : `${body.marks.length} marks`
  return (
    <li className={styles.entry}>
      <Group justify="space-between" gap="xs">
        <b>
          {unsent.groupName}, {address.half === 'AM' ? 'morning' : 'afternoon'} of{' '}
          {longDayText(`${address.day}T12:00:00Z`)}
        </b>
        <StatusPill tone={LOOK[state].tone}>{LOOK[state].word}</StatusPill>
      </Group>
      <Text size="sm" c="dimmed">
        {marks}, taken at {timeText(unsent.capturedAt)}
        {dayText(unsent.capturedAt) === address.day ? '' : ` on ${longDayText(unsent.capturedAt)}`}
      </Text>
      {state !== 'waiting' && <Text mt={4}>{unsent.message}</Text>}
      {failed && (
        <Text mt={4}>It has not reached the office yet, and stays here. Try again when there is a connection.</Text>
      )}
      {state === 'refused' && (
        <ul className={styles.marks}>
          {body.marks.map(({ pupilId, code }) => (
            <li key={pupilId}>
              <CodeBadge code={code} size="small" /> {unsent.names[pupilId]}
            </li>
          ))}
        </ul>
      )}
      {state !== 'waiting' && (
        <Group mt="xs" gap="xs">
          {state === 'clash' && <Button onClick={onDecide}>Decide mark by mark</Button>}
          <Button
            variant={state === 'clash' ? 'default' : 'filled'}
            loading={handing}
            onClick={() => {
              setHanding(true)
              void handToOffice(unsent).then((done) => {
                setHanding(false)
                setFailed(!done)
                onChanged()
              })
            }}
          >
            Hand it to the office
          </Button>
          <Button variant="default" onClick={() => void giveUpUnsent(unsent).then(onChanged)}>
            Delete what is kept here
          </Button>
        </Group>
      )}
    </li>
  )
}
