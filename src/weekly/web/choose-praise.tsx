import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { choosePraise, type ForPraise } from '../contract.ts'

const WHO = [
  { value: 'family', label: 'The family said so' },
  { value: 'school', label: 'The school decides' },
] as const

/** Whether a child is to be praised for attendance: the family's word and the school's are kept apart. */
export function ChoosePraise({ pupil, onClose }: { readonly pupil: ForPraise; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const act = useAct(choosePraise)
  const [chosenBy, setChosenBy] = useState<'family' | 'school'>(pupil.praise.unwantedBy[0] ?? 'family')
  const wanted = pupil.praise.unwantedBy.includes(chosenBy)
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`Praise for ${pupil.name}`}
      confirmLabel={wanted ? 'Praise is wanted again' : 'No praise about attendance'}
      pending={act.isPending}
      error={act.error}
      suggestions={wanted ? [] : ['The family asked for it', 'The pupil does not like to be singled out']}
      onConfirm={(reason) =>
        act.mutate(
          { params: { schoolId, pupilId: pupil.pupilId }, body: { wanted, chosenBy, reason } },
          { onSuccess: onClose },
        )
      }
    >
      <ChoiceField label="Who" id="chosen-by" name="chosenBy" choices={WHO} value={chosenBy} onChange={setChosenBy} />
      <p>
        {wanted
          ? 'Cards and messages of praise are possible again, unless the other has said no too.'
          : 'No card, no message and no praise on slips from now on. A “no” of the family stands until the family takes it back.'}
      </p>
    </ConfirmWithReason>
  )
}
