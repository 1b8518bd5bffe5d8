import { Button, NativeSelect } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import styles from './data-table.module.css'
import { type Emptiness, EmptyState } from './empty-state.tsx'
import { type SortValue, sortRows, type TableOrder } from './table-order.ts'

export interface Column<Row> {
  readonly id: string
  readonly label: string
  readonly cell: (row: Row) => ReactNode
  /** Makes the column sortable. Names sort as people write them: 7A before 10B. */
  readonly sortBy?: (row: Row) => SortValue
  /** `end` for numbers. */
  readonly align?: 'end'
  /** On a phone each row is a card: `title` heads it, `bare` stands without its label (buttons), `left-out` is not shown. */
  readonly onCard?: 'title' | 'bare' | 'left-out'
  readonly width?: string
  /** Rows with nothing to say here: a card leaves the label out too, as it does where the cell is empty. */
  readonly isBlank?: (row: Row) => boolean
}

// Written out because a phone lays these elements out as blocks, and browsers then forget what they are.
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  columnheader: { role: 'columnheader' },
} as const

const SHOWN_AT_FIRST = 200
const COUNT = new Intl.NumberFormat('en-GB')

/** A list of things of one kind. Wide: a table with a header that stays in view. On a phone: a card for each row. */
export function DataTable<Row>({
  label,
  rows,
  rowKey,
  columns,
  empty,
  order: orderAtFirst,
  note,
  noun,
  atFirst = SHOWN_AT_FIRST,
}: {
  /** What the list is, for people who hear it. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  /** What to say when there are no rows, and why there are none. */
  readonly empty: Emptiness
  readonly order?: TableOrder
  /** Over the table at the right, usually `Freshness`. */
  readonly note?: ReactNode
  /** To count the rows in words: `['pupil', 'pupils']`. */
  readonly noun?: readonly [one: string, many: string]
  /** How many rows before “Show more”: fewer where those that matter most come first and something stands below. */
  readonly atFirst?: number
}) {
  const [order, setOrder] = useState(orderAtFirst)
  const [shown, setShown] = useState(atFirst)
  const sorted = useMemo(() => {
    const sortBy = columns.find(({ id }) => id === order?.column)?.sortBy
    return sortBy === undefined || order === undefined ? rows : sortRows(rows, sortBy, order.downward)
  }, [rows, columns, order])
  const [one, many] = noun ?? ['row', 'rows']
  return (
    <div className={styles.wrap}>
      <div className={styles.top}>
        {/* The rows below are what it counts. */}
        <span data-plain="list">
          {COUNT.format(rows.length)} {rows.length === 1 ? one : many}
        </span>
        {note}
        {rows.length > 1 && <SortSelect label={label} columns={columns} order={order} onOrder={setOrder} />}
      </div>
      {rows.length === 0 ? (
        <div className={styles.none}>
          <EmptyState {...empty} />
        </div>
      ) : (
        <table {...ROLE.table} aria-label={label} className={styles.table}>
          <HeadRow columns={columns} order={order} onOrder={setOrder} />
          <tbody {...ROLE.rowgroup}>
            {sorted.slice(0, shown).map((row) => (
              <tr {...ROLE.row} key={rowKey(row)}>
                {columns.map((column) => (
                  <Cell key={column.id} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sorted.length > shown && (
        <div className={styles.more}>
          <Button variant="default" onClick={() => setShown(shown + SHOWN_AT_FIRST)}>
            Show more ({COUNT.format(sorted.length - shown)} not shown)
          </Button>
        </div>
      )}
    </div>
  )
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const content = column.cell(row)
  const blank = content === '' || content === null || (column.isBlank?.(row) ?? false)
  return (
    <td {...ROLE.cell} data-label={column.label} className={cellClass(column, blank)}>
      {content}
    </td>
  )
}

function cellClass<Row>({ align, onCard }: Column<Row>, blank: boolean): string {
  return [
    align === 'end' ? styles.end : '',
    onCard === 'title' ? styles.primary : '',
    onCard === 'bare' ? styles.bare : '',
    onCard === 'left-out' || blank ? styles.leftOut : '',
  ]
    .filter((name) => name !== '')
    .join(' ')
}

interface Ordering<Row> {
  readonly columns: readonly Column<Row>[]
  readonly order: TableOrder | undefined
  readonly onOrder: (order: TableOrder) => void
}

function HeadRow<Row>({ columns, order, onOrder }: Ordering<Row>) {
  return (
    <thead {...ROLE.rowgroup}>
      <tr {...ROLE.row}>
        {columns.map((column) => {
          const sorted = order?.column === column.id
          const direction = order?.downward ? 'descending' : 'ascending'
          return (
            <th
              {...ROLE.columnheader}
              key={column.id}
              scope="col"
              aria-sort={column.sortBy === undefined ? undefined : sorted ? direction : 'none'}
              className={[column.align === 'end' ? styles.end : '', column.onCard === 'bare' ? styles.bare : ''].join(
                ' ',
              )}
              style={column.width === undefined ? undefined : { width: column.width }}
            >
              {column.sortBy === undefined ? (
                column.label
              ) : (
                <button
                  type="button"
                  className={sorted ? `${styles.sort} ${styles.sorted}` : styles.sort}
                  onClick={() => onOrder({ column: column.id, downward: sorted && !order.downward })}
                >
                  {column.label}
                  <SortSign sorted={sorted} downward={order?.downward ?? false} />
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function SortSign({ sorted, downward }: { readonly sorted: boolean; readonly downward: boolean }) {
  if (!sorted) return <IconArrowsSort size={14} aria-hidden />
  return downward ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />
}

/** Cards have no header row to press; this stands in for it on a phone. */
function SortSelect<Row>({ label, columns, order, onOrder }: Ordering<Row> & { readonly label: string }) {
  const sortable = columns.filter(({ sortBy }) => sortBy !== undefined)
  if (sortable.length === 0) return null
  const value = order === undefined ? '' : `${order.column} ${order.downward ? 'down' : 'up'}`
  return (
    <NativeSelect
      className={styles.sortSelect ?? ''}
      size="xs"
      aria-label={`Order of ${label}`}
      value={value}
      data={[
        ...(order === undefined ? [{ value: '', label: 'In the order given' }] : []),
        ...sortable.flatMap((column) => [
          { value: `${column.id} up`, label: `${column.label}, upward` },
          { value: `${column.id} down`, label: `${column.label}, downward` },
        ]),
      ]}
      onChange={(event) => {
        const [column, direction] = event.currentTarget.value.split(' ')
        if (column !== undefined && column !== '') onOrder({ column, downward: direction === 'down' })
      }}
    />
  )
}
