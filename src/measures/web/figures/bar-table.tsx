import { Button } from '@mantine/core'
import { useState } from 'react'
import { Figure } from '../asked/figure.tsx'
import type { WhyText } from '../why/why-text.ts'
import styles from './figures.module.css'

/** One number of a row: what opens it, and its part of the row's possible sessions. */
export interface Bar {
  readonly why: WhyText
  readonly count: number
  readonly what: string
}

const GROUPED = new Intl.NumberFormat('en-GB')
const SHOWN_AT_FIRST = 8

/** Rows side by side, each number with a bar as long as its rate: the longest of a column fills it. */
export function BarTable({
  label,
  head,
  columns,
  rows,
}: {
  readonly label: string
  readonly head: string
  readonly columns: readonly {
    readonly id: string
    readonly name: string
    readonly tone: 'plain' | 'authorised' | 'unauthorised'
  }[]
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly of: number
    readonly bars: readonly Bar[]
  }[]
}) {
  const [all, setAll] = useState(false)
  // One scale for the table, so that lengths can be compared across columns too.
  const longest = Math.max(0, ...rows.flatMap(({ of, bars }) => bars.map(({ count }) => (of === 0 ? 0 : count / of))))
  const shown = all ? rows : rows.slice(0, SHOWN_AT_FIRST)
  return (
    <div className={styles.bars}>
      <table className={styles.barTable} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, name, of, bars }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {bars.map(({ why, count, what }, place) => (
                <td key={columns[place]?.id ?? place}>
                  <Figure why={why} count={count} of={of} what={what} look="short" />
                  <span className={styles.track} aria-hidden>
                    <span
                      className={`${styles.bar} ${styles[columns[place]?.tone ?? 'plain']}`}
                      style={{ width: `${longest === 0 || of === 0 ? 0 : (100 * count) / of / longest}%` }}
                    />
                  </span>
                  <span className={styles.small} aria-hidden>
                    {GROUPED.format(count)} of {GROUPED.format(of)}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setAll(true)}>
          Show all {rows.length}
        </Button>
      )}
    </div>
  )
}
