import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { morningBoard, previewTexts, type ShownRung, sendTexts } from '../../contract.ts'
import type { Board } from './board-answer.ts'
import styles from './morning.module.css'

const AT_ONCE = 20

/** One press texts every family whose ladder asks for it, after a look at what each would get. */
export function TextAll({ board, onSent }: { readonly board: Board; readonly onSent: () => void }) {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const due = board.families.filter(({ children }) => children.some(({ rungs }) => rungs.some(isToWrite)))
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

const isToWrite = ({ state, channel, isDue, waits }: ShownRung) =>
  state === 'next' && channel === 'text' && isDue && waits === null

/** Where nobody but a person can send them, that is said before, and the button says what it does. */
function sendInWords(sent: number, byHand: number): string {
  return byHand < sent ? `Send ${sent}` : `Put ${sent} on the list to send by hand`
}

function byHandInWords(sent: number, byHand: number): string {
  if (byHand < sent)
    return `No service is set up for ${byHand} of these: they wait for you under Messages, send by hand. The others go by themselves.`
  return 'No text service is set up: these wait for you under Messages, send by hand. A family counts as texted once you have ticked its text off.'
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
        {({ texts, carried }) => {
          const sent = texts.filter(({ refused }) => refused === null)
          const byHand = sent.filter(
            ({ channel }) => channel === 'letter' || channel === null || !carried[channel],
          ).length
          return (
            <Stack gap="md">
              <ProblemAlert error={send.error} />
              {byHand > 0 && (
                <Alert color="yellow" variant="light" role="note">
                  {byHandInWords(sent.length, byHand)}
                </Alert>
              )}
              <p className={styles.quiet}>
                One message a day about a child, brothers and sisters in one. Who cannot be sent one is rung.
              </p>
              <ul className={styles.texts}>
                {texts.map(({ pupilIds, children, to, body, notes, refused }) => (
                  <li key={pupilIds.join(' ')} data-plain="name">
                    <b>{children}</b> {refused === null ? `to ${to}` : 'is not sent'}
                    <q>{refused ?? body}</q>
                    {notes.map((note) => (
                      <span key={note} className={styles.quiet}>
                        {note}
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
              <Group justify="flex-end" className={styles.sendBar}>
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
                  {left === undefined ? sendInWords(sent.length, byHand) : `Sending, ${left} to go`}
                </Button>
              </Group>
            </Stack>
          )
        }}
      </Answered>
    </Modal>
  )
}
