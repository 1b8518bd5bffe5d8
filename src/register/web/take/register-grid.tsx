import { type Dispatch, type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import type { Register } from '../../contract.ts'
import { press, SECOND_CHARACTER_WAIT } from '../../rules/screen/register-keys.ts'
import { presentCode } from '../../rules/screen/register-sheet.ts'
import styles from './register-grid.module.css'
import { RegisterRow, type RowActs } from './register-row.tsx'
import type { SheetAction, SheetState } from './sheet-state.ts'
import { useColumns } from './use-columns.ts'

const DAY_NAME = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })

/**
 * The register itself: pupils down, the last two weeks beside them, this session at the right. One cell has the focus, and
 * every key of `register-keys.ts` works on it.
 */
export function RegisterGrid({
  register,
  state,
  dispatch,
  onMore,
}: {
  readonly register: Register
  readonly state: SheetState
  readonly dispatch: Dispatch<SheetAction>
  /** Opens the list of all codes for a row. */
  readonly onMore: (at: number) => void
}) {
  const { sheet, follow } = state
  const grid = useRef<HTMLTableElement>(null)
  const columns = useColumns(grid, register.recent.length)
  useEffect(() => dispatch({ type: 'earlier', sessions: columns }), [columns, dispatch])
  useFocus(grid, state)
  useSettling(state, dispatch)
  const acts = useMemo<RowActs>(
    () => ({
      onGo: (at, back) => dispatch({ type: 'go', at, back }),
      onPut: (at, code) => dispatch({ type: 'put', at, code }),
      onMinutes: (typed) => dispatch({ type: 'minutes', typed }),
      onMore,
      onKey: (key) => dispatch({ type: 'key', key }),
    }),
    [dispatch, onMore],
  )
  const { palette, half } = sheet
  const quick = useMemo(
    () => ([presentCode(half), 'L', 'N'] as const).filter((code) => palette.some((one) => one.code === code)),
    [palette, half],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === ' ' && event.shiftKey && sheet.palette.length > 0) {
      event.preventDefault()
      dispatch({ type: 'rest' })
    } else if (press(sheet, event.key) !== undefined) {
      event.preventDefault()
      dispatch({ type: 'key', key: event.key })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      onMore(sheet.at)
    }
  }
  return (
    <div className={styles.wrap}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows and cells of a table keep their meaning in a grid
        role="grid"
        aria-label={`Register of ${register.group.name}`}
        aria-rowcount={sheet.rows.length + 1}
        aria-describedby="register-keys-help"
        className={palette.length > quick.length ? `${styles.grid} ${styles.four}` : styles.grid}
        data-follow={follow}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col />
          {columns > 0 && <col span={columns} className={styles.earlierColumn} />}
          <col className={styles.markColumn} />
        </colgroup>
        <Head register={register} columns={columns} />
        <tbody>
          {register.lines.map((line, at) => {
            const row = sheet.rows[at]
            if (row === undefined) return null
            return (
              <RegisterRow
                key={row.id}
                at={at}
                groupId={register.group.id}
                line={line}
                row={row}
                draft={sheet.drafts[row.id]}
                cursor={sheet.at === at ? cursorOf(state) : undefined}
                quick={quick}
                more={palette.length > quick.length}
                opens={sheet.opens}
                columns={columns}
                acts={acts}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function cursorOf({ sheet }: SheetState) {
  return { back: sheet.back, mode: sheet.mode }
}

/** The focus goes where a key moved the cursor, and at first to the first blank cell. */
function useFocus(grid: React.RefObject<HTMLTableElement | null>, { sheet, follow }: SheetState) {
  const { at, back } = sheet
  // biome-ignore lint/correctness/useExhaustiveDependencies: `follow` rises when the keyboard moved the cursor; a tap must not scroll the page
  useLayoutEffect(() => {
    const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${at}:${back}"]`)
    cell?.focus({ preventScroll: true })
    if (follow > 0) cell?.scrollIntoView({ block: 'nearest' })
  }, [follow])
}

function useSettling({ sheet }: SheetState, dispatch: Dispatch<SheetAction>) {
  const { mode } = sheet
  useEffect(() => {
    if (mode.kind !== 'second') return
    const timer = setTimeout(() => dispatch({ type: 'settle' }), SECOND_CHARACTER_WAIT)
    return () => clearTimeout(timer)
  }, [mode, dispatch])
}

/** Days over their sessions, then this session. */
function Head({ register, columns }: { readonly register: Register; readonly columns: number }) {
  const sessions = register.recent.slice(-columns || register.recent.length)
  const days = columns === 0 ? [] : [...Map.groupBy(sessions, ({ day }) => day)]
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        <th scope="col" className={styles.whoHead}>
          Pupil
        </th>
        {days.map(([day, ofDay]) => (
          <th key={day} scope="colgroup" colSpan={ofDay.length} className={styles.dayHead}>
            <DayHead day={day} halves={ofDay.map(({ half }) => half)} />
          </th>
        ))}
        <th scope="col" className={styles.nowHead}>
          {register.half === 'AM' ? 'Morning' : 'Afternoon'}
        </th>
      </tr>
    </thead>
  )
}

function DayHead({ day, halves }: { readonly day: Day; readonly halves: readonly Half[] }) {
  const date = new Date(`${day}T12:00:00Z`)
  return (
    <>
      {halves.length > 1 ? DAY_NAME.format(date) : DAY_NAME.format(date).slice(0, 1)} {Number(day.slice(8))}
    </>
  )
}
