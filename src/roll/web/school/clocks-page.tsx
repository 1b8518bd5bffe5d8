import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Day, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYearOf } from '../../../kernel/school-year.ts'
import { type YearGroup, yearGroupName } from '../../../law/school-age.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { getCalendar, listDayClocks } from '../../contract.ts'
import { Faults } from '../faults.tsx'
import styles from '../roll.module.css'
import { StatedSection } from '../stated-section.tsx'
import { ClockDialog } from './clock-dialog.tsx'

type Clocks = Answer<typeof listDayClocks>
type Editing = Pick<Parameters<typeof ClockDialog>[0], 'chosen' | 'present'>
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
  const [editing, setEditing] = useState<Editing | undefined>()
  const firstDay = useFirstDay(answer)
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
        aria-label={`${of.row === undefined ? 'Set' : 'Change'} the clock of ${yearGroupName(of.yearGroup)}`}
        onClick={() => setEditing({ chosen: [of.yearGroup], present: of.row })}
      >
        {of.row === undefined ? 'Set' : 'Change'}
      </Button>
    ),
  }
  const without = rows.filter(({ row }) => row === undefined).map(({ yearGroup }) => yearGroup)
  const several = without.length > 0 ? without : answer.yearGroups
  const coming = answer.all.filter((one) => one.from > answer.day)
  return (
    <>
      <Section
        title={`In force on ${shortDay(answer.day)}`}
        note={
          mayChange && (
            <Button
              size="xs"
              variant={without.length > 0 ? 'filled' : 'default'}
              onClick={() => setEditing({ chosen: several, present: timesOf(answer.clocks.at(-1)) })}
            >
              Set one clock for several year groups
            </Button>
          )
        }
      >
        {without.length > 0 && (
          <p className={styles.notes}>
            {without.length === answer.yearGroups.length
              ? 'No year group has a clock yet, so no register opens.'
              : `${without.map(yearGroupName).join(', ')}: no clock, so no register of theirs opens.`}{' '}
            {mayChange
              ? 'Enter the times of your attendance policy: one clock can be set for all year groups at once.'
              : 'A school administrator enters the times.'}
          </p>
        )}
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
      <Section title="To decide" note={answer.faults.length === 0 ? nothingToDecide(answer) : undefined}>
        <Faults of={answer.faults} />
      </Section>
      <StatedSection mayChange={mayChange} />
      {editing && (
        <ClockDialog
          chosen={editing.chosen}
          present={editing.present}
          answer={answer}
          from={firstDay}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  )
}

/** A clock to begin another with: its times, not what papers say of it. */
function timesOf(clock: Clocks['clocks'][number] | undefined) {
  return clock && { ...clock, alsoStated: [] }
}

function nothingToDecide({ clocks }: Clocks): string {
  return clocks.length === 0
    ? 'Nothing until there are clocks.'
    : 'Nothing: the clocks agree with each other and with guidance.'
}

/**
 * The day from which a new clock is offered to hold: today; but a school's very first clocks from the first day of its year, so
 * that registers of past days can be entered too.
 */
function useFirstDay({ all }: Clocks): Day {
  const schoolId = useSchoolId()
  const today = dayText(useNow()) as Day
  const first = all.length === 0
  const asked = useOperation(getCalendar, { params: { schoolId, year: schoolYearOf(today) } }, { when: first })
  const begins = asked.data?.calendar.terms[0]?.first
  return first && begins !== undefined && begins < today ? begins : today
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
