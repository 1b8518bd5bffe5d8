import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { listPeople } from '../../../identity/contract.ts'
import { day } from '../../../kernel/day.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { YearGroup } from '../../../law/school-age.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { ChoiceField, DayField, TextField } from '../../../ui/components/fields.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { changeGroup, createGroup, getSchool, setTutors } from '../../contract.ts'
import { type GroupSeen, yearGroupChoices } from '../words.ts'

/** A new group, or another name or an end for a known one. */
export function GroupDialog({ group, onClose }: { readonly group?: GroupSeen; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const today = dayText(useNow())
  const school = useOperation(getSchool, { params: { schoolId } })
  const [name, setName] = useState(group?.name ?? '')
  const [yearGroup, setYearGroup] = useState<YearGroup | ''>(group?.yearGroup ?? '')
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState<string>(group?.until ?? '')
  const create = useAct(createGroup, { onDone: onClose })
  const change = useAct(changeGroup, { onDone: onClose })
  const year = yearGroup === '' ? null : yearGroup
  const save = (reason: string) =>
    group === undefined
      ? create.mutate({ params: { schoolId }, body: { name, yearGroup: year, from: day(from) } })
      : change.mutate({
          params: { schoolId, groupId: group.id },
          body: { name, yearGroup: year, until: until === '' ? null : day(until), version: group.version, reason },
        })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={group === undefined ? 'Add a group' : `Change ${group.name}`}
      confirmLabel={group === undefined ? 'Add the group' : 'Change the group'}
      suggestions={['New group this year', 'Renamed']}
      pending={create.isPending || change.isPending}
      error={create.error ?? change.error}
      onConfirm={save}
    >
      <TextField
        label="Name"
        hint="Such as 7A"
        width={12}
        id="group-name"
        name="name"
        value={name}
        onChange={setName}
      />
      <ChoiceField
        label="Year group"
        id="group-year"
        name="yearGroup"
        value={yearGroup}
        onChange={setYearGroup}
        choices={[{ value: '', label: 'Mixed ages' }, ...yearGroupChoices(school.data?.yearGroups ?? [])]}
      />
      {group === undefined ? (
        <DayField label="From" id="group-from" name="from" value={from} onChange={setFrom} />
      ) : (
        <DayField
          label="No longer from"
          hint="Move its pupils to other groups first."
          optional
          id="group-until"
          name="until"
          value={until}
          onChange={setUntil}
        />
      )}
    </ConfirmWithReason>
  )
}

/** Who the tutors of a group are from a day on. */
export function TutorsDialog({ group, onClose }: { readonly group: GroupSeen; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const today = dayText(useNow())
  const people = useOperation(listPeople, { params: { schoolId } })
  const [chosen, setChosen] = useState<string[]>(group.tutors.map((tutor) => tutor.id))
  const [from, setFrom] = useState(today)
  const act = useAct(setTutors, { onDone: onClose })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`Tutors of ${group.name}`}
      confirmLabel="Set the tutors"
      suggestions={['New tutor', 'Cover for an absence']}
      pending={act.isPending}
      error={act.error ?? people.error}
      onConfirm={(reason) =>
        act.mutate({
          params: { schoolId, groupId: group.id },
          body: { tutors: chosen as PersonId[], from: day(from), version: group.version, reason },
        })
      }
    >
      <MultiSelect
        label="Tutors"
        description="They may take this group’s register and see its pupils."
        searchable
        value={chosen}
        onChange={setChosen}
        data={(people.data?.people ?? []).map((person) => ({ value: person.id, label: person.name }))}
      />
      <DayField label="From" id="tutors-from" name="from" value={from} onChange={setFrom} />
    </ConfirmWithReason>
  )
}
