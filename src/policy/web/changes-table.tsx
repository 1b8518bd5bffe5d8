import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import styles from './policy.module.css'

interface Change {
  readonly name: string
  readonly before: string
  readonly after: string
}

/** Settings that differ, as sentences. */
export function ChangesTable({
  of,
  before,
  after,
}: {
  readonly of: readonly Change[]
  readonly before: string
  readonly after: string
}) {
  const columns: readonly Column<Change>[] = [
    { id: 'name', label: 'Setting', onCard: 'title', cell: ({ name }) => name },
    {
      id: 'before',
      label: before,
      cell: (one) => <span className={styles.before}>{one.before || 'Nothing set'}</span>,
    },
    { id: 'after', label: after, cell: (one) => <span className={styles.after}>{one.after || 'Nothing set'}</span> },
  ]
  return (
    <DataTable
      label="What it changes"
      noun={['setting', 'settings']}
      rows={of}
      rowKey={({ name }) => name}
      columns={columns}
      empty={{ title: 'No setting changes', because: 'Only wording, dates or approvals differ.' }}
    />
  )
}
