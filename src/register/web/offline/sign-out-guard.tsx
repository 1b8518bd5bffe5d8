import { Button, Group, Modal, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useMe } from '../../../ui/me.tsx'
import { forgetEverything, unsentOf } from './kept-database.ts'
import { sendAlone } from './send-unsent.ts'

/**
 * Signing out deletes what the device keeps of registers. What has not been sent is sent first; where that does not work, the
 * person is asked. Render it when somebody wants to sign out.
 */
export function SignOutGuard({ onGo, onStay }: { readonly onGo: () => void; readonly onStay: () => void }) {
  const personId = useMe().person?.id
  const [left, setLeft] = useState(0)
  const begun = useRef(false)
  const go = async () => {
    if (personId !== undefined) await forgetEverything(personId).catch(() => undefined)
    onGo()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is first shown
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void unsentNow(personId).then((unsent) => (unsent === 0 ? go() : setLeft(unsent)))
  }, [])
  return (
    <Modal
      opened={left > 0}
      onClose={onStay}
      title="Registers on this device have not been sent"
      closeButtonProps={{ 'aria-label': 'Stay signed in' }}
    >
      <Text mb="md">
        {left === 1 ? '1 register has' : `${left} registers have`} not reached the school. If you sign out now, what you
        marked is deleted from this device and must be taken again.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void go()}>
          Delete and sign out
        </Button>
        <Button onClick={onStay} data-autofocus>
          Stay signed in
        </Button>
      </Group>
    </Modal>
  )
}

/** How many saves are still on the device after a last attempt to send them. */
async function unsentNow(personId: string | undefined): Promise<number> {
  if (personId === undefined) return 0
  if (navigator.onLine) await sendAlone(personId).catch(() => undefined)
  return (await unsentOf(personId).catch(() => [])).length
}
