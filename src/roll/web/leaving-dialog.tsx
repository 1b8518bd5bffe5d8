import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { day } from '../../kernel/day.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { DayField, LongTextField, TextField } from '../../ui/components/fields.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { recordLeaving } from '../contract.ts'
import type { DialogOf } from './move-dialog.tsx'

/** Records the last day and the ground of deletion (regulation 9), or takes a leaving day back. */
export function LeavingDialog({ pupil, opened, onClose }: DialogOf) {
  const schoolId = useSchoolId()
  const act = useAct(recordLeaving, { onDone: onClose })
  const [stays, setStays] = useState(false)
  const fields = useFields(
    {
      day: pupil.leavingDay ?? '',
      letter: pupil.office?.leavingGroundLetter ?? '',
      ground: pupil.office?.leavingGround ?? '',
      nextSchool: '',
      nextSchoolFrom: '',
    },
    act.error,
  )
  const { values } = fields
  const leaving = () => ({
    day: day(values.day),
    letter: values.letter,
    ground: values.ground,
    nextSchool: values.nextSchool,
    ...(values.nextSchoolFrom === '' ? {} : { nextSchoolFrom: day(values.nextSchoolFrom) }),
  })
  return (
    <ConfirmWithReason
      opened={opened}
      onClose={onClose}
      title={pupil.leavingDay === null ? 'Record leaving' : 'Change leaving'}
      confirmLabel={stays ? 'Take the leaving day back' : 'Record the last day'}
      pending={act.isPending}
      error={act.error}
      onConfirm={(reason) =>
        act.mutate({
          params: { schoolId, pupilId: pupil.id },
          body: { leaving: stays || values.day === '' ? null : leaving(), version: pupil.version, reason },
        })
      }
    >
      {pupil.leavingDay !== null && (
        <Checkbox
          label="The leaving day was a mistake: the pupil stays on roll"
          checked={stays}
          onChange={(event) => setStays(event.currentTarget.checked)}
        />
      )}
      {!stays && (
        <>
          <DayField label="Last day on roll" {...fields.bind('day')} />
          <LongTextField
            label="Ground of deletion"
            hint="A name may go only on a ground of regulation 9. Write the ground in words."
            {...fields.bind('ground')}
          />
          <TextField
            label="Letter of the ground"
            hint="a to o. Letters f to o have not been checked against the regulations: compare before you send a return."
            optional
            width={2}
            {...fields.bind('letter')}
          />
          <TextField label="Next school" optional {...fields.bind('nextSchool')} />
          <DayField label="First day there" optional {...fields.bind('nextSchoolFrom')} />
        </>
      )}
    </ConfirmWithReason>
  )
}
