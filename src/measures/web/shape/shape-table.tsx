import type { ReactNode } from 'react'
import styles from './shape.module.css'

// Written out because a phone lays these elements out as blocks, and browsers then forget what they are.
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
} as const

/** Few rows of numbers that explain themselves; the first cell names the row. */
export function ShapeTable({
  label,
  columns,
  rows,
}: {
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard only if it can have the focus
    <section className={styles.scroll} tabIndex={0} aria-label={`Table: ${label}`}>
      <table {...ROLE.table} className={styles.table} aria-label={label}>
        <thead {...ROLE.rowgroup}>
          <tr {...ROLE.row}>
            {columns.map((column, place) => (
              <th {...ROLE.columnheader} key={column} scope="col" className={place === 0 ? undefined : styles.end}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.rowgroup}>
          {rows.map(({ id, cells: [name, ...cells] }) => (
            <tr {...ROLE.row} key={id}>
              <th {...ROLE.rowheader} scope="row">
                {name}
              </th>
              {cells.map((cell, place) => (
                <td
                  {...ROLE.cell}
                  key={columns[place + 1] ?? place}
                  className={styles.end}
                  data-label={columns[place + 1]}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
