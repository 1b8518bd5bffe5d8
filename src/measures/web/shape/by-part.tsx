import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { Section } from '../../../ui/components/section.tsx'
import type { ShapeRow } from '../../contract.ts'
import { Figure } from '../asked/figure.tsx'
import { narrowed } from '../asked/use-asked.ts'
import styles from './shape.module.css'
import { ShapeFigure } from './shape-figure.tsx'
import type { ShapeOf } from './shape-of.ts'

interface Row extends ShapeRow {
  readonly id: string
  readonly name: string
  readonly of: ShapeOf
}

/** Year groups, or classes, side by side. */
export function ByPart({ of }: { readonly of: ShapeOf }) {
  const [by, setBy] = useState('year-groups')
  const isYears = by === 'year-groups'
  const rows = isYears ? yearGroupRows(of) : classRows(of)
  return (
    <Section title="Year groups and classes side by side">
      <SegmentedControl
        className={styles.by ?? ''}
        aria-label="By"
        value={by}
        onChange={setBy}
        data={[
          { value: 'year-groups', label: 'Year groups' },
          { value: 'classes', label: 'Classes' },
        ]}
      />
      <DataTable
        key={by}
        label={isYears ? 'Shape of absence by year group' : 'Shape of absence by class'}
        noun={isYears ? ['year group', 'year groups'] : ['class', 'classes']}
        rows={rows}
        rowKey={({ id }) => id}
        atFirst={25}
        columns={[nameColumn(isYears ? 'Year group' : 'Class'), ...COLUMNS]}
        empty={{ title: 'Nobody', because: 'No pupil asked about is in one in these days.' }}
      />
    </Section>
  )
}

function nameColumn(label: string): Column<Row> {
  return { id: 'name', label, onCard: 'title', sortBy: ({ name }) => name, cell: ({ name }) => name }
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'full',
    label: 'Full attendance',
    align: 'end',
    sortBy: ({ full, enrolments }) => (enrolments === 0 ? 0 : full / enrolments),
    cell: ({ of: row, full, enrolments, name }) => (
      <Figure why={{ ...row.asked, figure: 'full' }} count={full} of={enrolments} what={`Full attendance of ${name}`} />
    ),
  },
  {
    id: 'stays',
    label: 'Stays away',
    align: 'end',
    sortBy: ({ stays }) => stays.count,
    cell: ({ of: row, stays }) => <ShapeFigure of={row} part="stays" value={stays.count} />,
  },
  {
    id: 'broken',
    label: 'Broken weeks',
    align: 'end',
    sortBy: ({ brokenWeeks }) => brokenWeeks.weeks,
    cell: ({ of: row, brokenWeeks }) => <ShapeFigure of={row} part="broken-weeks" value={brokenWeeks.weeks} />,
  },
  {
    id: 'late',
    label: 'Late',
    align: 'end',
    sortBy: ({ late, possible }) => (possible === 0 ? 0 : late.sessions / possible),
    cell: ({ of: row, late, possible, name }) => (
      <Figure
        why={{ ...row.asked, figure: 'late' }}
        count={late.sessions}
        of={possible}
        what={`Late in ${name}`}
        look="short"
      />
    ),
  },
  {
    id: 'minutes',
    label: 'Minutes late',
    align: 'end',
    sortBy: ({ late }) => late.minutes,
    cell: ({ of: row, late }) => <ShapeFigure of={row} part="late" value={late.minutes} name="Minutes late" />,
  },
]

function yearGroupRows(of: ShapeOf): Row[] {
  return of.answer.byYearGroup.map(({ yearGroup, ...row }) => ({
    ...row,
    id: yearGroup,
    of: {
      ...of,
      asked: { ...of.asked, ...narrowed(of.asked, { yearGroups: yearGroup }) },
      whom: inWhole(of, row.name),
    },
  }))
}

function classRows(of: ShapeOf): Row[] {
  return of.answer.byGroup.map(({ groupId, ...row }) => ({
    ...row,
    id: groupId,
    of: { ...of, asked: { ...of.asked, ...narrowed(of.asked, { groupIds: groupId }) }, whom: inWhole(of, row.name) },
  }))
}

/** "9A", or "9A, of girls" where only some were asked about. */
function inWhole({ whom }: ShapeOf, name: string): string {
  return whom === 'The whole school' ? name : `${name}, of ${whom}`
}
