import { Anchor, Button, Group, Stack } from '@mantine/core'
import { IconMail, IconMoodCheck, IconPencil, IconPhone } from '@tabler/icons-react'
import { CodeBadge } from '../../components/code-badge.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Freshness } from '../../components/freshness.tsx'
import { KeyValues } from '../../components/key-values.tsx'
import { Percentage } from '../../components/percentage.tsx'
import { PersonAvatar } from '../../components/person-avatar.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { Timeline } from '../../components/timeline.tsx'
import type { Example } from '../example.ts'

interface Pupil {
  readonly name: string
  readonly group: string
  readonly code: string
  readonly attended: number
  readonly clock: 'day 1' | 'day 4' | 'overdue'
}

const PUPILS: readonly Pupil[] = [
  { name: 'Amira Khan', group: '7A', code: 'N', attended: 182, clock: 'day 1' },
  { name: 'Józef Wiśniewski-Nowak', group: '10B', code: 'N', attended: 171, clock: 'day 4' },
  { name: 'Oluwaseun Adébáyọ̀-Fitzgerald-Montgomery', group: '9C', code: 'N', attended: 150, clock: 'overdue' },
  { name: 'Tom Li', group: '7A', code: 'U', attended: 188, clock: 'day 1' },
]

const COLUMNS: readonly Column<Pupil>[] = [
  {
    id: 'name',
    label: 'Pupil',
    onCard: 'title',
    sortBy: (pupil) => pupil.name,
    cell: (pupil) => (
      <Group gap="sm" wrap="nowrap">
        <PersonAvatar name={pupil.name} />
        <Anchor href="#lists" inherit>
          {pupil.name}
        </Anchor>
      </Group>
    ),
  },
  { id: 'group', label: 'Group', sortBy: (pupil) => pupil.group, cell: (pupil) => pupil.group },
  { id: 'mark', label: 'Today', cell: (pupil) => <CodeBadge code={pupil.code} /> },
  {
    id: 'rate',
    label: 'This year',
    sortBy: (pupil) => pupil.attended,
    cell: (pupil) => <Percentage count={pupil.attended} of={190} />,
  },
  {
    id: 'clock',
    label: 'Reason due',
    cell: ({ clock }) => (
      <StatusPill tone={clock === 'overdue' ? 'problem' : clock === 'day 4' ? 'now' : 'waiting'}>
        {clock === 'overdue' ? '1 day overdue' : clock === 'day 4' ? 'Tomorrow' : 'In 4 school days'}
      </StatusPill>
    ),
  },
  {
    id: 'act',
    label: 'Next step',
    onCard: 'bare',
    cell: ({ name }) => (
      <Button
        size="xs"
        variant="default"
        aria-label={`Ring home: ${name}`}
        leftSection={<IconPhone size={15} aria-hidden />}
      >
        Ring home
      </Button>
    ),
  },
]

function ShowTable() {
  return (
    <Stack gap="xl">
      <DataTable
        label="Absences without a reason"
        noun={['pupil', 'pupils']}
        rows={PUPILS}
        rowKey={(pupil) => pupil.name}
        columns={COLUMNS}
        order={{ column: 'name', downward: false }}
        note={<Freshness asOf="2026-11-23T08:41:00Z" onRefresh={() => undefined} />}
        empty={{ title: '', because: '' }}
      />
      <DataTable
        label="Registers missing"
        noun={['register', 'registers']}
        rows={[]}
        rowKey={() => ''}
        columns={COLUMNS}
        note={<Freshness asOf="2026-11-23T08:41:00Z" />}
        empty={{
          title: 'Every register is in',
          because:
            'All 42 morning registers were taken by 09:04. This list fills again when the afternoon ones open at 13:10.',
          icon: IconMoodCheck,
        }}
      />
      <EmptyState
        title="No pupil matches"
        because="You are looking at Year 10 boys with a support plan. There are none this week."
        action={<Button variant="default">Clear the filters</Button>}
      />
    </Stack>
  )
}

export const lists: Example = { title: 'Lists', file: 'data-table.tsx, empty-state.tsx', Show: ShowTable }

function ShowFacts() {
  return (
    <Stack gap="xl">
      <Group>
        <PersonAvatar name="Amira Khan" size="large" />
        <PersonAvatar name="Tom Li" />
        <PersonAvatar name="Élodie" size="small" />
      </Group>
      <KeyValues
        of={[
          ['Group', '7A, Ms Okafor'],
          ['On roll since', '2 September 2026'],
          ['First contact', 'Samina Khan, mother, 07700 900123'],
          ['Usual travel', 'Not recorded'],
        ]}
      />
      <Timeline
        label="What happened"
        entries={[
          {
            id: '1',
            title: 'Reason due today',
            when: 'Tuesday 24 November',
            icon: IconPhone,
            now: true,
            body: 'Two sessions with code N since 17 November.',
          },
          {
            id: '2',
            title: 'Mark changed from N to I',
            when: 'Monday 23 November, 09:12',
            by: 'Grace Bell, attendance officer',
            icon: IconPencil,
            body: '“Mother rang: chest infection.”',
          },
          {
            id: '3',
            title: 'Message sent to Samina Khan',
            when: 'Monday 23 November, 09:05',
            by: 'Firstbell',
            icon: IconMail,
          },
        ]}
      />
    </Stack>
  )
}

export const facts: Example = {
  title: 'Facts and history',
  file: 'key-values.tsx, timeline.tsx, person-avatar.tsx',
  Show: ShowFacts,
}
