import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { trustIdShape } from '../../../kernel/shapes.ts'
import { usePageParams } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { EXPORT_FORMATS, exportTrustTotals, type TotalsFigure, trustTotals } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import styles from '../cohorts/cohorts.module.css'
import { ExportMenu } from '../export/export-menu.tsx'
import { publishedFrom } from './published-from.ts'
import { TotalFigure } from './total-figure.tsx'

const params = z.object({ trustId: trustIdShape })
const FORMAT_NAMES = { pdf: 'This page as a PDF', xlsx: 'Spreadsheet (XLSX)', csv: 'Schools as CSV' } as const

type SchoolTotals = Answer<typeof trustTotals>['schools'][number]

/** The schools of a trust side by side, each beside schools of its own phase in the country. */
export function Page() {
  const { trustId } = usePageParams(params)
  const question = useOperation(trustTotals, { params: { trustId } })
  return (
    <>
      <PageHeader
        title="Schools side by side"
        lead="The year so far at each school of the trust, beside England’s schools of its phase. No single pupil is shown."
        actions={
          <ExportMenu
            choices={[...EXPORT_FORMATS].reverse().map((format) => ({
              id: format,
              label: FORMAT_NAMES[format],
              fetchIt: () => download(exportTrustTotals, { params: { trustId, format } }),
            }))}
          />
        }
      />
      <Answered question={question}>
        {({ schools, without, asOf }) => (
          <>
            <DataTable
              label="Schools of the trust"
              noun={['school', 'schools']}
              rows={schools}
              rowKey={({ school }) => school.id}
              columns={COLUMNS}
              note={
                <Freshness asOf={asOf} onRefresh={() => void question.refetch()} refreshing={question.isFetching} />
              }
              empty={{ title: 'No school has figures yet', because: 'No register of this school year has closed.' }}
            />
            {without.length > 0 && (
              <p className={styles.quiet}>
                Without figures yet: {without.map(({ name }) => name).join(', ')}. No register of theirs has closed this
                year.
              </p>
            )}
            <p className={styles.quiet}>
              Schools of different phases differ for reasons of age and need: set each beside England’s rate of its own
              phase (whole year, daily collection), not beside each other’s.
            </p>
          </>
        )}
      </Answered>
    </>
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
    cell: ({ school, all }) =>
      all === null ? (
        HIDDEN
      ) : (
        <Opens {...{ school, figure, label }} count={all.sessions[id]} of={all.sessions.possible} />
      ),
  }
}

function share(id: 'persistent' | 'severe', label: string): Column<SchoolTotals> {
  return {
    id,
    label,
    sortBy: ({ all }) => (all === null || all[id] === null ? -1 : all[id] / all.enrolments),
    cell: ({ school, all }) =>
      all === null || all[id] === null ? (
        HIDDEN
      ) : (
        <Opens school={school} figure={id} label={label} count={all[id]} of={all.enrolments} />
      ),
  }
}

/** A figure of one school, which explains itself without a single pupil. */
function Opens({
  school,
  figure,
  label,
  count,
  of,
}: {
  readonly school: SchoolTotals['school']
  readonly figure: TotalsFigure
  readonly label: string
  readonly count: number
  readonly of: number
}) {
  return (
    <TotalFigure
      asked={{ schoolId: school.id }}
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
    <>
      <Explained
        of="benchmark"
        what={`Absence of England’s schools of the phase of ${school.name}`}
        from={publishedFrom('absence', row, benchmarks)}
      >
        {row.absence.toFixed(1)} %
      </Explained>{' '}
      absence
    </>
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
