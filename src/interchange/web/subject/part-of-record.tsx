import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { type ShownPart, type ShownRow, WITHHELD_BECAUSE } from '../../contract.ts'
import type { Because, Decisions } from './decisions.ts'
import styles from './subject.module.css'

const AT_FIRST = 50

/** One part of the record: how many entries, and each to be looked at and kept back where it is about somebody else. */
export function PartOfRecord({ part, decisions }: { readonly part: ShownPart; readonly decisions: Decisions }) {
  const [opened, setOpened] = useState(false)
  const [shown, setShown] = useState(AT_FIRST)
  const { table, title, count, rows } = part
  const keptBack = decisions.countOf(table)
  const isLooked = decisions.isLooked(part)
  return (
    <li>
      <details className={styles.part} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>
          <span>
            {title}
            {part.restricted && <span className={styles.quiet}> (restricted)</span>}
          </span>
          <span className={styles.count}>
            {count} {count === 1 ? 'entry' : 'entries'}
            {keptBack > 0 && `, ${keptBack} withheld`}
            {isLooked && ', looked through'}
          </span>
        </summary>
        {opened && (
          <div className={styles.inside}>
            {rows === null && <p className={styles.quiet}>Goes as it is: it names nobody but staff at their work.</p>}
            {part.others.map(({ column, label, because }) => (
              <Checkbox
                key={column}
                mb="xs"
                label={`Hand out “${label}”, ${because === 'other' ? 'which is about somebody else' : 'which is kept confidential: whoever asks may be the one who must not find them'}`}
                checked={decisions.others.includes(`${table}.${column}`)}
                onChange={() => decisions.turnOther(`${table}.${column}`)}
              />
            ))}
            {rows?.slice(0, shown).map((row) => (
              <Row key={row.key} row={row} table={table} decisions={decisions} />
            ))}
            {rows !== null && rows.length > shown && (
              <Button variant="default" onClick={() => setShown(shown + AT_FIRST)}>
                Show {Math.min(AT_FIRST, rows.length - shown)} more of {rows.length - shown}
              </Button>
            )}
            {rows !== null && rows.length <= shown && (
              <Checkbox
                mt="md"
                label={`I have looked through ${title.charAt(0).toLowerCase()}${title.slice(1)}`}
                checked={isLooked}
                onChange={() => decisions.turnLooked(part)}
              />
            )}
          </div>
        )}
      </details>
    </li>
  )
}

function Row({ row, table, decisions }: { row: ShownRow; table: string; decisions: Decisions }) {
  const because = decisions.becauseOf(table, row.key)
  return (
    <div className={styles.row} data-withheld={because !== undefined}>
      <div className={styles.cells}>
        {row.cells.map(([label, value]) => (
          <span key={`${label} ${value}`} className={styles.cell}>
            <b>{label}:</b> {value}
          </span>
        ))}
      </div>
      <NativeSelect
        aria-label={`Hand out or withhold: ${row.cells[0]?.[1] ?? 'this entry'}`}
        value={because ?? ''}
        onChange={({ currentTarget: { value } }) =>
          decisions.withhold(
            table,
            row.key,
            WITHHELD_BECAUSE.find((one): one is Because => one === value),
          )
        }
        data={[
          { value: '', label: 'Goes' },
          ...WITHHELD_BECAUSE.map((value) => ({
            value,
            label: `Withheld: ${value.charAt(0).toLowerCase()}${value.slice(1)}`,
          })),
        ]}
      />
    </div>
  )
}
