import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { settleReturn, WAYS, type Way } from '../contract.ts'
import { WAY_NAMES } from './words.tsx'

/** A return that is no longer so: corrected with the authority, or left as told. */
export function SettleDialog({
  returnKey: key,
  onClose,
}: {
  readonly returnKey: string
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [way, setWay] = useState<Way | ''>('portal')
  const settle = useAct(settleReturn, { onDone: onClose })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title="Settle the change"
      confirmLabel="Keep it"
      pending={settle.isPending}
      error={settle.error}
      onConfirm={(words) =>
        settle.mutate({ params: { schoolId }, body: { key, words, ...(way === '' ? {} : { way }) } })
      }
    >
      <ChoiceField
        id="settle-way"
        name="way"
        label="How the authority was told"
        value={way}
        onChange={setWay}
        choices={[
          ...WAYS.map((value) => ({ value, label: WAY_NAMES[value] })),
          { value: '' as const, label: 'It was not: no correction is needed' },
        ]}
      />
    </ConfirmWithReason>
  )
}
