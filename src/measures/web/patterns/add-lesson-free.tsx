import { Button, Group, Modal, Stack } from '@mantine/core'
import type { Day } from '../../../kernel/day.ts'
import type { GroupId } from '../../../kernel/ids.ts'
import { type YearGroup, yearGroupName } from '../../../law/school-age.ts'
import { getSchool, listGroups } from '../../../roll/contract.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { ChoiceField, DayField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { addLessonFree, findSchoolPatterns } from '../../contract.ts'

interface Dialog {
  readonly opened: boolean
  readonly onClose: () => void
}

export function AddLessonFree({ opened, onClose }: Dialog) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Add a session without lessons"
      closeButtonProps={{ 'aria-label': 'Close without adding' }}
    >
      {opened && <Form onClose={onClose} />}
    </Modal>
  )
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map((label, at) => ({
  value: String(at + 1),
  label,
}))
const HALVES = [
  { value: 'AM', label: 'Morning' },
  { value: 'PM', label: 'Afternoon' },
] as const
const EMPTY: { who: string; weekday: string; half: 'AM' | 'PM'; from: string; to: string } = {
  who: '',
  weekday: '3',
  half: 'PM',
  from: '',
  to: '',
}

function Form({ onClose }: Pick<Dialog, 'onClose'>) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(60))
  const groups = useOperation(listGroups, { params: { schoolId } })
  const school = useOperation(getSchool, { params: { schoolId } })
  const add = useAct(addLessonFree, { refreshes: [findSchoolPatterns], onDone: onClose })
  const fields = useFields(EMPTY, add.error)
  const who = [
    { value: '', label: 'Choose…' },
    ...(school.data?.yearGroups ?? []).map((one) => ({ value: `year ${one}`, label: yearGroupName(one) })),
    ...(groups.data?.groups ?? []).map(({ id, name }) => ({ value: id as string, label: `Class ${name}` })),
  ]
  return (
    <form
      noValidate
      onSubmit={fields.submit((values) => {
        // What is typed is checked by the server, which says what is wrong with it.
        const { half, to } = values
        const whose = values.who.startsWith('year ')
          ? { yearGroup: values.who.slice(5) as YearGroup }
          : values.who === ''
            ? {}
            : { groupId: values.who as GroupId }
        const days = { from: (values.from || today) as Day, ...(to === '' ? {} : { to: to as Day }) }
        add.mutate({
          params: { schoolId },
          body: { ...whose, ...days, half, weekday: Number(values.weekday) as 1 },
        })
      })}
    >
      <Stack gap="md">
        <ProblemAlert error={add.error} />
        <ChoiceField label="For" choices={who} {...fields.bind('who')} id="field-yearGroup" />
        <ChoiceField label="Weekday" choices={WEEKDAYS} {...fields.bind('weekday')} />
        <ChoiceField label="Half of the day" choices={HALVES} {...fields.bind('half')} />
        <DayField label="From" {...fields.bind('from')} value={fields.values.from || today} />
        <DayField label="Last day" optional {...fields.bind('to')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add the session
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
