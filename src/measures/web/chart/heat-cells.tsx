import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react'
import styles from './chart.module.css'
import { type HeatCell, type HeatOf, placedCells } from './heat-grid.tsx'
import { STEPS, stepTo } from './step-in-grid.ts'

const WhyDrawer = lazy(() => import('../why/why-drawer.tsx').then(({ WhyDrawer }) => ({ default: WhyDrawer })))

/**
 * The cells of a heat map as buttons over the drawing. The Tab key comes to one of them; arrow keys, Home and End go on from there; Enter opens
 * why the figure is so.
 */
export function HeatCells({
  of,
  width,
  label,
}: {
  readonly of: HeatOf
  readonly width: number
  readonly label: string
}) {
  const grid = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ readonly row: number; readonly column: number }>()
  const [opened, setOpened] = useState(false)
  const [cell, setCell] = useState<NonNullable<HeatCell['why']>>()
  const cells = placedCells(of, width)
  const current = cells.find(({ row, column }) => row === at?.row && column === at.column) ?? cells[0]
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined || current === undefined) return
    event.preventDefault()
    const next = stepTo(cells, current, step)
    setAt(next)
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
  }
  const rows = [...new Set(cells.map(({ row }) => row))]
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a table could not be laid over the drawing; its twin below is one */}
      <div ref={grid} role="grid" aria-label={`${label}. Arrow keys move, Enter opens.`} onKeyDown={move} tabIndex={-1}>
        {rows.map((row) => (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its buttons have the focus
          <div key={row} role="row">
            {cells
              .filter((placed) => placed.row === row)
              .map((placed) => (
                // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its button has the focus
                <span key={placed.column} role="gridcell">
                  <button
                    type="button"
                    className={styles.pressed}
                    style={{ left: placed.x, top: placed.y, width: placed.wide, height: placed.tall }}
                    title={placed.cell.says}
                    aria-label={`${placed.cell.says}. Why this figure?`}
                    data-at={`${row} ${placed.column}`}
                    tabIndex={placed === current ? 0 : -1}
                    onFocus={() => setAt({ row, column: placed.column })}
                    onClick={(event) => {
                      // Not every browser gives what is pressed the focus, which comes back here.
                      event.currentTarget.focus()
                      setCell(placed.cell.why)
                      setOpened(true)
                    }}
                  />
                </span>
              ))}
          </div>
        ))}
      </div>
      {cell !== undefined && (
        <Suspense>
          <WhyDrawer why={cell.asked} what={cell.what} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
