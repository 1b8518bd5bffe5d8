import { Button } from '@mantine/core'
import { useState } from 'react'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { BARRIERS, SITUATION_NAMES, SITUATIONS, SUPPORT_KIND_NAMES, supportCatalogue } from '../../contract.ts'
import { RowDialog } from './row-dialog.tsx'
import { ServicesList } from './services-list.tsx'
import type { Catalogue, Row } from './shown.ts'
import styles from './support.module.css'

/** What the school can offer, for which situations and barriers; and the services nearby. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(supportCatalogue, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Support and services"
        lead="What can be offered to a child and family, and who nearby can help. In a case, what fits is suggested from here."
        actions={<PageLink there={{ to: '/what-helped' }}>What helped</PageLink>}
      />
      <Section title="What the school offers">
        <Answered question={asked}>{(catalogue) => <Whole catalogue={catalogue} />}</Answered>
      </Section>
      <ServicesList />
    </>
  )
}

/** Enough to see what kind of list it is; below stand the services, which are looked for as often. */
const AT_FIRST = 6

function Whole({ catalogue: { rows, mayChange } }: { readonly catalogue: Catalogue }) {
  const [editing, setEditing] = useState<Row | 'new'>()
  const here = rows.filter(({ retired }) => !retired)
  const gone = rows.filter(({ retired }) => retired)
  const onEdit = mayChange ? setEditing : undefined
  return (
    <>
      <DataTable
        label="What the school offers"
        noun={['support', 'supports']}
        rows={here}
        rowKey={({ supportId }) => supportId}
        columns={columnsOf(onEdit)}
        atFirst={AT_FIRST}
        empty={{ title: 'Everything is retired', because: 'Bring a support back, or add one of the school’s own.' }}
      />
      {mayChange && (
        <Button variant="default" mt="sm" onClick={() => setEditing('new')}>
          Add a support
        </Button>
      )}
      {gone.length > 0 && (
        <details>
          <summary>Retired</summary>
          <ul className={styles.list}>
            {gone.map((row) => (
              <li key={row.supportId}>
                {row.title}{' '}
                {onEdit !== undefined && (
                  <Button size="compact-xs" variant="default" onClick={() => onEdit(row)}>
                    Change<span className="visually-hidden"> {row.title}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {editing !== undefined && (
        <RowDialog row={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  )
}

function columnsOf(onEdit: ((row: Row) => void) | undefined): readonly Column<Row>[] {
  return [
    {
      id: 'title',
      label: 'Support',
      onCard: 'title',
      sortBy: ({ title }) => title,
      cell: ({ title, words, kind }) => (
        <div>
          {title}
          <p className={styles.quiet}>{words}</p>
          <p className={styles.quiet}>Counted as: {SUPPORT_KIND_NAMES[kind].toLowerCase()}</p>
        </div>
      ),
    },
    {
      id: 'situations',
      label: 'Suits',
      isBlank: ({ situations }) => situations.length === 0,
      cell: ({ situations }) =>
        SITUATIONS.filter((one) => situations.includes(one))
          .map((one) => SITUATION_NAMES[one])
          .join(', '),
    },
    {
      id: 'barriers',
      label: 'May lift',
      isBlank: ({ barriers }) => barriers.length === 0,
      cell: ({ barriers }) => barriers.map((one) => BARRIERS[one].title).join(', '),
    },
    {
      id: 'changed',
      label: 'Written by',
      cell: ({ changes: [last] }) =>
        last === undefined ? (
          <span className={styles.quiet}>Standard wording</span>
        ) : (
          `${last.name}, ${last.position}, ${longDayText(last.at)}`
        ),
    },
    ...(onEdit === undefined
      ? []
      : [
          {
            id: 'act',
            label: 'Change',
            onCard: 'bare',
            cell: (row) => (
              <Button
                size="compact-md"
                variant="default"
                aria-label={`Change: ${row.title}`}
                onClick={() => onEdit(row)}
              >
                Change
              </Button>
            ),
          } satisfies Column<Row>,
        ]),
  ]
}
