import { Button, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { z } from 'zod'
import { yearGroupName } from '../../law/school-age.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { type Counts, listRows, ROW_FILTERS } from '../contract.ts'
import type { At } from './at.ts'
import styles from './interchange.module.css'
import { KIND_WORDS, type Row } from './words.ts'

const PAGE = 100
const search = z.object({ show: z.enum(ROW_FILTERS).optional(), after: z.coerce.number().int().optional() })

type Filter = (typeof ROW_FILTERS)[number]

/** The rows of the preview, a page at a time, with those that have problems first to hand. */
export function PreviewRows({ at, counts }: { readonly at: At; readonly counts: Counts }) {
  const [{ show = firstToSee(counts), after = -1 }, setSearch] = useSearchState(search)
  const rows = useOperation(listRows, { params: at, querystring: { show, after, limit: PAGE } }, { keepLast: true })
  return (
    <>
      <fieldset className={styles.filters}>
        <VisuallyHidden component="legend">Which rows to show</VisuallyHidden>
        {filtersOf(counts).map(({ filter, text, count }) => (
          <Button
            key={filter}
            size="xs"
            variant={filter === show ? 'filled' : 'default'}
            aria-pressed={filter === show}
            onClick={() => setSearch({ show: filter, after: undefined })}
          >
            {text} ({count.toLocaleString('en-GB')})
          </Button>
        ))}
      </fieldset>
      <Answered question={rows}>
        {({ rows: page, next }) => (
          <>
            <DataTable
              label="Rows of the import"
              rows={page}
              noun={['row on this page', 'rows on this page']}
              rowKey={({ position }) => String(position)}
              columns={COLUMNS_SHOWN}
              empty={{ title: 'No such rows', because: 'No row of the import is of this kind.' }}
            />
            <div className={styles.pager}>
              {after >= 0 && (
                <Button variant="default" size="sm" onClick={() => setSearch({ after: undefined })}>
                  Back to the first rows
                </Button>
              )}
              {next !== null && (
                <Button variant="default" size="sm" onClick={() => setSearch({ after: next })}>
                  Next {PAGE} rows
                </Button>
              )}
            </div>
          </>
        )}
      </Answered>
    </>
  )
}

/** What somebody wants to see first: what stops the import, then what to look at, then what it does. */
function firstToSee(counts: Counts): Filter {
  if (counts.stop > 0) return 'stop'
  if (counts.check > 0) return 'problems'
  if (counts.changed > 0) return 'changed'
  return counts.new > 0 ? 'new' : 'all'
}

function filtersOf(counts: Counts): readonly { filter: Filter; text: string; count: number }[] {
  const { stop, check } = counts
  const kinds = counts.new + counts.changed + counts.unchanged + counts.leaving + counts.aside
  const all: readonly { filter: Filter; text: string; count: number }[] = [
    { filter: 'all', text: 'All', count: kinds },
    { filter: 'stop', text: 'Must be put right', count: stop },
    { filter: 'problems', text: stop === 0 ? 'To look at' : 'Problems only', count: stop + check },
    { filter: 'new', text: 'New', count: counts.new },
    { filter: 'changed', text: 'Changed', count: counts.changed },
    { filter: 'unchanged', text: 'Unchanged', count: counts.unchanged },
    { filter: 'leaving', text: 'Not in the file', count: counts.leaving },
    { filter: 'aside', text: 'Passed over', count: counts.aside },
  ]
  return all.filter(({ filter, count }) => filter === 'all' || count > 0)
}

const COLUMNS_SHOWN: readonly Column<Row>[] = [
  {
    id: 'name',
    label: 'Pupil',
    onCard: 'title',
    cell: ({ name, pupilId }) =>
      pupilId === null ? (
        name
      ) : (
        <PageLink there={{ to: '/pupils/$pupilId/record', params: { pupilId } }}>{name}</PageLink>
      ),
  },
  { id: 'line', label: 'Line', align: 'end', cell: ({ line }) => line ?? '–' },
  {
    id: 'kind',
    label: 'What it does',
    cell: (row) => <RowPill row={row} />,
  },
  {
    id: 'group',
    label: 'Year and group',
    cell: ({ yearGroup, group }) =>
      [yearGroup === null ? '' : yearGroupName(yearGroup), group ?? ''].filter(Boolean).join(', '),
  },
  { id: 'said', label: 'In words', width: '50%', onCard: 'bare', cell: (row) => <RowWords row={row} /> },
]

function RowPill({ row }: { readonly row: Row }) {
  if (row.problems.some(({ level }) => level === 'stop')) return <StatusPill tone="problem">Cannot be</StatusPill>
  const { tone, text } = KIND_WORDS[row.kind]
  return <StatusPill tone={tone}>{text}</StatusPill>
}

function RowWords({ row }: { readonly row: Row }) {
  if (row.problems.length === 0 && row.changes.length === 0) return row.because ?? ''
  return (
    <ul className={styles.said}>
      {row.problems.map(({ column, level, text }) => (
        <li key={`${column} ${text}`} className={level === 'stop' ? styles.stop : styles.check}>
          {level === 'stop' ? (
            <IconCircleX size={18} aria-label="Must be put right" />
          ) : (
            <IconAlertTriangle size={18} aria-label="Look at it" />
          )}
          <span>
            {column !== '' && <strong>{column}: </strong>}
            {text}
          </span>
        </li>
      ))}
      {row.changes.map(({ what, from, to }) => (
        <li key={what}>
          <span aria-hidden>→</span>
          <span>
            <strong>{what}</strong> from <span className={styles.from}>{from}</span> to {to}
          </span>
        </li>
      ))}
    </ul>
  )
}
