import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { settleMessages } from '../contract.ts'

/** A letter that was posted came back: said once, with how, and it counts as not sent from then on. */
export function CameBack({ messageId, name }: { readonly messageId: string; readonly name: string }) {
  const schoolId = useSchoolId()
  const [opened, setOpened] = useState(false)
  const settle = useAct(settleMessages, { onDone: () => setOpened(false) })
  return (
    <>
      <Button size="compact-md" variant="default" onClick={() => setOpened(true)}>
        It came back<span className="visually-hidden">: the letter to {name}</span>
      </Button>
      <ConfirmWithReason
        opened={opened}
        onClose={() => setOpened(false)}
        title={`The letter to ${name} came back`}
        confirmLabel="It came back"
        suggestions={['Addressee gone away', 'No such address', 'Nobody fetched it from the post office']}
        pending={settle.isPending}
        error={settle.error}
        onConfirm={(reason) =>
          settle.mutate({ params: { schoolId }, body: { messageIds: [messageId], outcome: 'came-back', reason } })
        }
      >
        It counts as not sent from now on. Look at the address, then write again.
      </ConfirmWithReason>
    </>
  )
}
