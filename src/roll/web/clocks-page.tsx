import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { type YearGroup, yearGroupName } from '../../law/school-age.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listDayClocks } from '../contract.ts'
import { ClockDialog } from './clock-dialog.tsx'
import { Faults } from './faults.tsx'
import { StatedSection } from './stated-section.tsx'

type Clocks = Answer<typeof listDayClocks>
type Row = { readonly yearGroup: YearGroup; readonly row: Clocks['clocks'][number] | undefined }

const TIMES = [
  ['arriveBy', 'Arrive by'],
  ['amOpen', 'Morning opens'],
  ['amClose', 'Morning closes'],
  ['pmOpen', 'Afternoon opens'],
  ['pmClose', 'Afternoon closes'],
  ['dayEnd', 'Day ends'],
] as const

/** When the day and both registers begin and end, by year group, and what the school must decide about it. */
export function Page() {
  const schoolId = useSchoolId()
  const clocks = useOperation(listDayClocks, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Day clocks"
        lead="An arrival between opening and closing is late (L); after closing it is unauthorised (U) unless a better code applies. Each year group has its own clock."
      />
      <Answered question={clocks}>{(answer) => <ClocksOf answer={answer} />}</Answered>
    </>
  )
}

function ClocksOf({ answer }: { readonly answer: Clocks }) {
  const mayChange = useMay()('school.administer')
  const [editing, setEditing] = useState<Row | undefined>()
  const rows = answer.yearGroups.map((yearGroup): Row => {
    return { yearGroup, row: answer.clocks.find((one) => one.yearGroup === yearGroup) }
  })
  const change: Column<Row> = {
    id: 'change',
    label: 'Change',
    onCard: 'bare',
    cell: (of) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Change the clock of ${yearGroupName(of.yearGroup)}`}
        onClick={() => setEditing(of)}
      >
        Change
      </Button>
    ),
  }
  const coming = answer.all.filter((one) => one.from > answer.day)
  return (
    <>
      <Section title={`In force on ${shortDay(answer.day)}`}>
        <DataTable
          label="Day clocks"
          noun={['year group', 'year groups']}
          rows={rows}
          rowKey={(of) => of.yearGroup}
          columns={mayChange ? [...COLUMNS, change] : COLUMNS}
          empty={{ title: 'No year groups', because: 'The school’s particulars name no year group yet.' }}
        />
      </Section>
      {coming.length > 0 && (
        <Section title="From a later day">
          <ul>
            {coming.map((one) => (
              <li key={`${one.yearGroup} ${one.from}`}>
                {yearGroupName(one.yearGroup)} from {shortDay(one.from)}: {one.clock.amOpen} to {one.clock.amClose},{' '}
                {one.clock.pmOpen} to {one.clock.pmClose}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title="To decide"
        note={answer.faults.length === 0 ? 'Nothing: the clocks agree with each other and with guidance.' : undefined}
      >
        <Faults of={answer.faults} />
      </Section>
      <StatedSection mayChange={mayChange} />
      {editing && (
        <ClockDialog
          yearGroup={editing.yearGroup}
          present={editing.row}
          answer={answer}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  )
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'year', label: 'Year group', onCard: 'title', cell: (of) => yearGroupName(of.yearGroup) },
  ...TIMES.map(
    ([key, label]): Column<Row> => ({
      id: key,
      label,
      cell: (of) => of.row?.clock[key] ?? (key === 'arriveBy' ? 'No clock: registers cannot open' : ''),
    }),
  ),
  { id: 'from', label: 'Since', cell: (of) => (of.row === undefined ? '' : shortDay(of.row.from)) },
]
