import { useState } from 'react'
import { day } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import { compareYearGroups, YEAR_GROUPS, type YearGroup } from '../../law/school-age.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { ChoiceField, DayField } from '../../ui/components/fields.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { getSchool, listGroups, movePupil } from '../contract.ts'
import { type PupilSeen, yearGroupChoices } from './words.ts'

export interface DialogOf {
  readonly pupil: PupilSeen
  readonly opened: boolean
  readonly onClose: () => void
}

/** Puts a pupil into another group from a day on; where they were before stays known. */
export function MoveDialog({ pupil, opened, onClose }: DialogOf) {
  const schoolId = useSchoolId()
  const today = dayText(useNow())
  const [from, setFrom] = useState(today)
  const [yearGroup, setYearGroup] = useState<YearGroup>(pupil.yearGroup ?? '7')
  const [groupId, setGroupId] = useState<string>(pupil.groupId ?? '')
  const groups = useOperation(listGroups, { params: { schoolId } }, { when: opened })
  const school = useOperation(getSchool, { params: { schoolId } }, { when: opened })
  const act = useAct(movePupil, { onDone: onClose })
  const years = (school.data?.yearGroups ?? YEAR_GROUPS).toSorted(compareYearGroups)
  return (
    <ConfirmWithReason
      opened={opened}
      onClose={onClose}
      title="Move to another group"
      confirmLabel="Move the pupil"
      suggestions={['Changed tutor group', 'New school year']}
      pending={act.isPending}
      error={act.error}
      onConfirm={(reason) =>
        act.mutate({
          params: { schoolId, pupilId: pupil.id },
          body: {
            from: day(from),
            yearGroup,
            groupId: groupId === '' ? null : (groupId as GroupId),
            version: pupil.version,
            reason,
          },
        })
      }
    >
      <ChoiceField
        label="Year group"
        id="move-year"
        name="yearGroup"
        value={yearGroup}
        onChange={setYearGroup}
        choices={yearGroupChoices(years)}
      />
      <ChoiceField
        label="Registration group"
        id="move-group"
        name="groupId"
        value={groupId}
        onChange={setGroupId}
        choices={[
          { value: '', label: 'No group' },
          ...(groups.data?.groups ?? []).map((group) => ({ value: group.id as string, label: group.name })),
        ]}
      />
      <DayField label="From" id="move-from" name="from" value={from} onChange={setFrom} />
    </ConfirmWithReason>
  )
}
