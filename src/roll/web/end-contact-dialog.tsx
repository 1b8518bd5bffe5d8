import { useState } from 'react'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { DayField } from '../../ui/components/fields.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { endContact } from '../contract.ts'
import type { ContactSeen } from './words.ts'

/** Ends what a person is to a pupil; the entry stays, with its day. */
export function EndContactDialog({
  pupilId,
  contact,
  onClose,
}: {
  readonly pupilId: PupilId
  readonly contact: ContactSeen
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [until, setUntil] = useState(dayText(useNow()))
  const act = useAct(endContact, { onDone: onClose })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`End the contact ${fullName(contact.forenames, contact.surname)}`}
      confirmLabel="End the contact"
      pending={act.isPending}
      error={act.error}
      onConfirm={(reason) =>
        act.mutate({
          params: { schoolId, pupilId, contactId: contact.id },
          body: { until: day(until), linkVersion: contact.linkVersion, reason },
        })
      }
    >
      <p>
        Nobody will be asked to ring this person any more. The entry stays in the record. Somebody who must not be told
        is better kept as a contact, so that the warning stays.
      </p>
      <DayField label="From which day" id="end-until" name="until" value={until} onChange={setUntil} />
    </ConfirmWithReason>
  )
}
