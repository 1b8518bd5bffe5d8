import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { type SideBySide, type TotalsFigure, YEAR_SO_FAR } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import styles from '../cohorts/cohorts.module.css'
import { publishedFrom } from './published-from.ts'
import { TotalFigure } from './total-figure.tsx'

type SchoolTotals = SideBySide['schools'][number]

/** Every school, one a row; each number opens its explanation. */
export function SchoolsTable({ answer, note }: { readonly answer: SideBySide; readonly note: ReactNode }) {
  return (
    <DataTable
      label="Schools side by side"
      noun={['school', 'schools']}
      rows={answer.schools}
      rowKey={({ school }) => school.id}
      columns={COLUMNS}
      note={note}
      empty={{ title: 'No school has figures yet', because: 'No register of these days has closed.' }}
    />
  )
}

const HIDDEN = <span className={styles.quiet}>Hidden</span>

const rate = (of: SchoolTotals, which: 'attended' | 'absent' | 'unauthorised') =>
  of.all === null || of.all.sessions.possible === 0 ? undefined : of.all.sessions[which] / of.all.sessions.possible

function sessions(id: 'attended' | 'absent' | 'unauthorised', label: string): Column<SchoolTotals> {
  const figure = ({ attended: 'attendance', absent: 'absence', unauthorised: 'unauthorised' } as const)[id]
  return {
    id,
    label,
    sortBy: (row) => rate(row, id) ?? -1,
    cell: (row) =>
      row.all === null ? (
        HIDDEN
      ) : (
        <Opens {...{ row, figure, label }} count={row.all.sessions[id]} of={row.all.sessions.possible} />
      ),
  }
}

function share(id: 'persistent' | 'severe', label: string): Column<SchoolTotals> {
  return {
    id,
    label,
    sortBy: ({ all }) => (all === null || all[id] === null ? -1 : all[id] / all.enrolments),
    cell: (row) =>
      row.all === null || row.all[id] === null ? (
        HIDDEN
      ) : (
        <Opens row={row} figure={id} label={label} count={row.all[id]} of={row.all.enrolments} />
      ),
  }
}

/** A figure of one school, which explains itself without a single pupil. */
function Opens({
  row: { school, period },
  figure,
  label,
  count,
  of,
}: {
  readonly row: SchoolTotals
  readonly figure: TotalsFigure
  readonly label: string
  readonly count: number
  readonly of: number
}) {
  return (
    <TotalFigure
      asked={{ schoolId: school.id, term: period === YEAR_SO_FAR ? undefined : period }}
      figure={figure}
      count={count}
      of={of}
      what={`${label}, ${school.name}`}
      look="rate"
    />
  )
}

function EnglandsAbsence({ of: { benchmarks, school } }: { readonly of: SchoolTotals }) {
  const row = benchmarks?.rows[0]
  if (benchmarks === null || row === undefined || row.absence === null)
    return <span className={styles.quiet}>none published</span>
  return (
    <span>
      <Explained
        of="benchmark"
        what={`Absence of England’s schools of the phase of ${school.name}`}
        from={publishedFrom('absence', row, benchmarks)}
      >
        {row.absence.toFixed(1)} %
      </Explained>{' '}
      absence
    </span>
  )
}

const COLUMNS: readonly Column<SchoolTotals>[] = [
  {
    id: 'school',
    label: 'School',
    onCard: 'title',
    sortBy: ({ school }) => school.name,
    cell: ({ school }) => (
      <Anchor inherit renderRoot={(props) => <Link {...props} to={`/schools/${school.id}/term`} />}>
        {school.name}
      </Anchor>
    ),
  },
  { id: 'phase', label: 'Phase', sortBy: ({ school }) => school.phase, cell: ({ school }) => school.phase },
  { id: 'until', label: 'Counts to', cell: ({ until }) => shortDay(until.day) },
  sessions('attended', 'Attendance'),
  sessions('absent', 'Absence'),
  {
    id: 'england',
    label: 'England, same phase',
    cell: (row) => <EnglandsAbsence of={row} />,
  },
  sessions('unauthorised', 'Unauthorised'),
  share('persistent', 'Persistently absent'),
  share('severe', 'Severely absent'),
]
