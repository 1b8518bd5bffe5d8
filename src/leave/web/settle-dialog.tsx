import { Stack } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { CheckField, TextField } from '../../ui/components/fields.tsx'
import { newKey } from '../../ui/new-key.ts'
import { useAct } from '../../ui/use-operation.ts'
import { sessionInWords, settleLeave } from '../contract.ts'
import type { ReadLeave } from './leave-words.tsx'

type Beyond = ReadLeave['beyond'][number]

const keyOf = ({ day, half }: Beyond) => `${day} ${half}`

/** Recodes absence beyond leave as G: in the sessions ticked, with how the family was told before. */
export function SettleDialog({ answer, onClose }: { readonly answer: ReadLeave; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const { request, beyond } = answer
  const [key] = useState(newKey)
  const [left, setLeft] = useState<readonly string[]>([])
  const [told, setTold] = useState('')
  const settle = useAct(settleLeave, { onDone: onClose })
  const chosen = beyond.filter((one) => !one.waits && !left.includes(keyOf(one)))
  const confirm = (reason: string) =>
    settle.mutate({
      params: { schoolId, requestId: request.id },
      body: { key, reason, told, sessions: chosen.map(({ day, half }) => ({ day, half })) },
    })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title="Recode as G"
      confirmLabel="Recode as G"
      pending={settle.isPending}
      error={settle.error}
      suggestions={['Leave was not granted for these sessions']}
      onConfirm={confirm}
    >
      <p>
        G is an absence on holiday that was not granted, or was longer than granted. It is unauthorised, so the family
        is told first.
      </p>
      <Stack gap="xs">
        {beyond.map((one) => (
          <CheckField
            key={keyOf(one)}
            id={keyOf(one)}
            name={keyOf(one)}
            label={sessionInWords(one)}
            {...(one.waits ? { hint: 'The family reported this absence. Settle the report first.' } : {})}
            disabled={one.waits}
            value={chosen.includes(one)}
            onChange={(on) => setLeft(on ? left.filter((other) => other !== keyOf(one)) : [...left, keyOf(one)])}
          />
        ))}
      </Stack>
      <TextField
        id="told"
        name="told"
        label="How the family was told"
        hint="By letter of 3 December. Kept with the reason."
        value={told}
        onChange={setTold}
      />
    </ConfirmWithReason>
  )
}
