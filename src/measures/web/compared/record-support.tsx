import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { yearGroupName } from '../../../law/school-age.ts'
import { FLAGS, flagsSeenBy, getSchool, listGroups } from '../../../roll/contract.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { DayField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { listSupports, recordSupport } from '../../contract.ts'
import { ChosenFlags } from '../asked/chosen-flags.tsx'
import { ChosenList } from '../asked/chosen-list.tsx'
import { textOfList } from '../asked/use-asked.ts'

interface Dialog {
  readonly opened: boolean
  readonly onClose: () => void
  readonly onRecorded: (supportId: string) => void
}

export function RecordSupport({ opened, onClose, onRecorded }: Dialog) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Record a support"
      closeButtonProps={{ 'aria-label': 'Close without recording' }}
    >
      {opened && <Form onClose={onClose} onRecorded={onRecorded} />}
    </Modal>
  )
}

const EMPTY = { name: '', from: '' }

interface Part {
  readonly yearGroups: readonly string[]
  readonly groupIds: readonly string[]
  readonly with: readonly string[]
  readonly without: readonly string[]
}
const WHOLE: Part = { yearGroups: [], groupIds: [], with: [], without: [] }

function Form({ onClose, onRecorded }: Omit<Dialog, 'opened'>) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(60))
  const [whom, setWhom] = useState<'pupils' | 'part'>('pupils')
  const [pupils, setPupils] = useState<readonly Chosen[]>([])
  const [part, setPart] = useState(WHOLE)
  const record = useAct(recordSupport, { refreshes: [listSupports], onDone: ({ id }) => onRecorded(id) })
  const fields = useFields(EMPTY, record.error)
  const save = ({ name, from }: typeof EMPTY) =>
    record.mutate({
      params: { schoolId },
      body: {
        name,
        // What is typed is checked by the server, which says what is wrong with it.
        from: (from || today) as Day,
        ...(whom === 'pupils'
          ? { pupilIds: pupils.map(({ id }) => id) }
          : {
              part: {
                yearGroups: textOfList(part.yearGroups),
                groupIds: textOfList(part.groupIds),
                with: textOfList(part.with),
                without: textOfList(part.without),
              },
            }),
      },
    })
  return (
    <form noValidate onSubmit={fields.submit(save)}>
      <Stack gap="md">
        <ProblemAlert error={record.error} />
        <TextField label="Name" hint="Such as “Breakfast club”. Name no pupil in it." {...fields.bind('name')} />
        <DayField
          label="From"
          hint="The first day with the support. Everything before it is “before”."
          {...fields.bind('from')}
          value={fields.values.from || today}
        />
        <SegmentedControl
          aria-label="For whom"
          value={whom}
          data={[
            { value: 'pupils', label: 'For pupils by name' },
            { value: 'part', label: 'For a part of the school' },
          ]}
          onChange={(value) => setWhom(value === 'part' ? 'part' : 'pupils')}
        />
        {whom === 'pupils' ? (
          <Suspense>
            <PupilChooser chosen={pupils} onChange={setPupils} />
          </Suspense>
        ) : (
          <WhichPart part={part} onChange={setPart} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={record.isPending}>
            Record it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function WhichPart({ part, onChange }: { readonly part: Part; readonly onChange: (part: Part) => void }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const groups = useOperation(listGroups, { params: { schoolId } })
  const school = useOperation(getSchool, { params: { schoolId } })
  const flags = flagsSeenBy({ contacts: may('pupil.view-contacts'), sensitive: may('pupil.view-sensitive') })
  return (
    <Group gap="sm" align="end">
      <ChosenList
        label="Year groups"
        all="All year groups"
        choices={(school.data?.yearGroups ?? []).map((one) => ({ value: one, label: yearGroupName(one) }))}
        chosen={part.yearGroups}
        onChange={(yearGroups) => onChange({ ...part, yearGroups })}
      />
      <ChosenList
        label="Classes"
        all="All classes"
        choices={(groups.data?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        chosen={part.groupIds}
        onChange={(groupIds) => onChange({ ...part, groupIds })}
      />
      <ChosenFlags
        flags={flags.map((kind) => ({ kind, name: FLAGS[kind].name }))}
        having={part.with}
        without={part.without}
        onChange={(having, without) => onChange({ ...part, with: having, without })}
      />
    </Group>
  )
}
