import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { morningBoard, previewTexts, sendTexts } from '../../contract.ts'
import type { Board } from './board-answer.ts'
import styles from './morning.module.css'

const AT_ONCE = 20

/** One press texts every family whose ladder asks for it, after a look at what each would get. */
export function TextAll({ board, onSent }: { readonly board: Board; readonly onSent: () => void }) {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const due = board.families.filter(({ children }) =>
    children.some(({ rungs }) => rungs.some((rung) => rung.state === 'next' && rung.channel === 'text' && rung.isDue)),
  )
  if (!may('messages.send') || (due.length === 0 && !open)) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        Text all {due.length} {due.length === 1 ? 'family' : 'families'}
      </Button>
      {open && <Preview onClose={() => setOpen(false)} onSent={onSent} />}
    </>
  )
}

function Preview({ onClose, onSent }: { readonly onClose: () => void; readonly onSent: () => void }) {
  const schoolId = useSchoolId()
  const preview = useOperation(previewTexts, { params: { schoolId } })
  const send = useAct(sendTexts, { refreshes: [morningBoard] })
  const [left, setLeft] = useState<number>()
  // In pieces: each is one transaction, and registers are taken in between. Pressed again after a fault, nothing goes twice.
  const sendAll = async (pupilIds: readonly PupilId[]) => {
    for (let at = 0; at < pupilIds.length; at += AT_ONCE) {
      setLeft(pupilIds.length - at)
      await send.mutateAsync({ params: { schoolId }, body: { pupilIds: pupilIds.slice(at, at + AT_ONCE) } })
    }
    onClose()
    onSent()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Text the families"
      closeButtonProps={{ 'aria-label': 'Close, send nothing' }}
    >
      <Answered question={preview}>
        {({ texts }) => {
          const sent = texts.filter(({ refused }) => refused === null)
          return (
            <Stack gap="md">
              <ProblemAlert error={send.error} />
              <p className={styles.quiet}>
                One message a day about a child, brothers and sisters in one. Who cannot be sent one is rung.
              </p>
              <ul className={styles.texts}>
                {texts.map(({ pupilIds, children, to, body, refused }) => (
                  <li key={pupilIds.join(' ')} data-plain="name">
                    <b>{children}</b> {refused === null ? `to ${to}` : 'is not sent'}
                    <q>{refused ?? body}</q>
                  </li>
                ))}
              </ul>
              <Group justify="flex-end">
                <Button variant="default" onClick={onClose}>
                  Send nothing
                </Button>
                <Button
                  data-autofocus
                  loading={send.isPending}
                  onClick={() =>
                    void sendAll(texts.flatMap(({ pupilIds }) => pupilIds)).catch(() => setLeft(undefined))
                  }
                >
                  {left === undefined ? `Send ${sent.length}` : `Sending, ${left} to go`}
                </Button>
              </Group>
            </Stack>
          )
        }}
      </Answered>
    </Modal>
  )
}
