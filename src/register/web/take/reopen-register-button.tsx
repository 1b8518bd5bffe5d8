import { Button } from '@mantine/core'
import { IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { reopenRegister } from '../../contract.ts'
import type { RegisterAddress } from '../offline/kept-database.ts'

/** Opens a closed register again, with the reason, so that its tutor can save into it. */
export function ReopenRegisterButton({
  address,
  group,
}: {
  readonly address: RegisterAddress
  readonly group: string
}) {
  const [asking, setAsking] = useState(false)
  const act = useAct(reopenRegister, { onDone: () => setAsking(false) })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconLockOpen size={18} aria-hidden />}
        onClick={() => {
          act.reset()
          setAsking(true)
        }}
      >
        Reopen the register
      </Button>
      <ConfirmWithReason
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Reopen the register of ${group}?`}
        confirmLabel="Reopen the register"
        suggestions={['Taken for the wrong group', 'The tutor could not take it in time']}
        pending={act.isPending}
        error={act.error}
        onConfirm={(reason) => act.mutate({ params: address, body: { key: newKey(), reason } })}
      >
        <p style={{ margin: 0 }}>
          Marks that stand stay as they are, and its tutors can save into it again. To change one or two marks, amend
          them instead: that says why for each.
        </p>
      </ConfirmWithReason>
    </>
  )
}
