import { Button, Group, NativeSelect, Pill, Text } from '@mantine/core'
import type { PupilId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { whoIsHere } from '../../contract.ts'
import { nameHere, type PupilHere } from '../desk/places.ts'
import { PupilFinder } from '../desk/pupil-finder.tsx'
import { yearWords } from '../year-words.ts'
import { PasteNames } from './paste-names.tsx'

/** Pupils one by one, by group or by year group. */
export function PupilPicker({
  chosen,
  onChange,
}: {
  readonly chosen: readonly PupilId[]
  readonly onChange: (chosen: readonly PupilId[]) => void
}) {
  const schoolId = useSchoolId()
  const asked = useOperation(whoIsHere, { params: { schoolId } })
  return (
    <Answered question={asked} loading={<SmallLoading />}>
      {({ pupils }) => <Picker pupils={pupils} chosen={chosen} onChange={onChange} />}
    </Answered>
  )
}

function Picker({
  pupils,
  chosen,
  onChange,
}: {
  readonly pupils: readonly PupilHere[]
  readonly chosen: readonly PupilId[]
  readonly onChange: (chosen: readonly PupilId[]) => void
}) {
  const add = (more: readonly PupilHere[]) => onChange([...new Set([...chosen, ...more.map(({ pupilId }) => pupilId)])])
  const names = [...new Set(pupils.flatMap(({ groupName }) => (groupName === null ? [] : [groupName])))].sort((a, b) =>
    a.localeCompare(b, 'en-GB', { numeric: true }),
  )
  const years = [...new Set(pupils.map(({ yearGroup }) => yearGroup))]
  const shown = pupils.filter(({ pupilId }) => chosen.includes(pupilId))
  return (
    <div>
      <PupilFinder pupils={pupils} onChoose={(pupil) => add([pupil])} />
      <Group mt="xs" gap="sm">
        <NativeSelect
          aria-label="Add a whole group"
          value=""
          data={[
            { value: '', label: 'Add a whole group' },
            ...names,
            ...years.map((year) => ({ value: `year ${year}`, label: `All of ${yearWords(year)}` })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            add(pupils.filter(({ groupName, yearGroup }) => groupName === value || `year ${yearGroup}` === value))
          }}
        />
        {chosen.length > 0 && (
          <Button variant="default" onClick={() => onChange([])}>
            Take all away
          </Button>
        )}
        <PasteNames pupils={pupils} onAdd={add} />
      </Group>
      <Text mt="xs" aria-live="polite">
        {chosen.length === 0 ? 'Nobody chosen yet.' : chosen.length === 1 ? '1 pupil:' : `${chosen.length} pupils:`}
      </Text>
      <Group gap={6} mt={4}>
        {shown.slice(0, 40).map((pupil) => (
          <Pill
            key={pupil.pupilId}
            withRemoveButton
            removeButtonProps={{ 'aria-label': `Take ${nameHere(pupil)} away`, 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() => onChange(chosen.filter((id) => id !== pupil.pupilId))}
          >
            {nameHere(pupil)}
          </Pill>
        ))}
        {shown.length > 40 && <Text c="dimmed">and {shown.length - 40} more</Text>}
      </Group>
    </div>
  )
}
