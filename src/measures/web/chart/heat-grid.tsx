import type { WhyText } from '../why/why-text.ts'
import styles from './chart.module.css'

/** A cell of a heat map: an absence in per cent, or undefined where there is none. */
export interface HeatCell {
  readonly value: number | undefined
  /** What it is of and its two whole numbers: "Absence on Friday 20 November 2026: 33.3 %, 2 of 6". */
  readonly says: string
  /** What its explanation is asked with; left out where the cell is empty. */
  readonly why?: { readonly asked: WhyText; readonly what: string }
}

export interface HeatOf {
  readonly across: readonly string[]
  readonly down: readonly string[]
  /** By row, then by column. */
  readonly cells: readonly (readonly HeatCell[])[]
}

const LABEL = 76
const HEAD = 20
const NARROW = 620
const TALL = 26
const WIDEST = 62

/** Absence in per cent from which each shade begins. Each cell also has its number. */
export const SHADES = [0, 4, 6, 8, 10, 15] as const

function shadeOf(value: number): number {
  return SHADES.findLastIndex((from) => value >= from)
}

/** On a narrow page the longer side runs down, where there is room for it. */
function turned(of: HeatOf, width: number): HeatOf {
  if (width >= NARROW || of.across.length <= of.down.length) return of
  return {
    across: of.down,
    down: of.across,
    cells: of.across.map((_, column) => of.cells.map((row) => row[column] ?? { value: undefined, says: '' })),
  }
}

interface PlacedCell {
  readonly cell: HeatCell
  readonly row: number
  readonly column: number
  /** In CSS pixels of the drawing. */
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly tall: number
}

/** Where each cell that has a number lies, row by row. */
export function placedCells(of: HeatOf, width: number): readonly PlacedCell[] {
  const { across, cells } = turned(of, width)
  const wide = wideOf(across, width)
  return cells.flatMap((ofRow, row) =>
    ofRow.flatMap((cell, column) =>
      cell.value === undefined
        ? []
        : [{ cell, row, column, x: LABEL + column * wide, y: HEAD + row * TALL, wide, tall: TALL }],
    ),
  )
}

function wideOf(across: readonly string[], width: number): number {
  return Math.min(WIDEST, (width - LABEL) / Math.max(1, across.length))
}

export function heatHeight(of: HeatOf, width: number): number {
  return HEAD + turned(of, width).down.length * TALL
}

/** Shaded cells with their numbers where there is room. */
export function HeatGrid({ of, width }: { readonly of: HeatOf; readonly width: number }) {
  const { across, down, cells } = turned(of, width)
  const wide = wideOf(across, width)
  const every = Math.max(1, Math.ceil(44 / wide))
  return (
    <>
      {across.map((name, column) =>
        column % every === 0 ? (
          <text
            className={styles.axis}
            key={name}
            x={LABEL + column * wide + (every > 1 ? 0 : wide / 2)}
            y={13}
            textAnchor={every > 1 ? 'start' : 'middle'}
          >
            {name}
          </text>
        ) : null,
      )}
      {down.map((name, row) => (
        <g key={name}>
          <text className={styles.axis} x={0} y={HEAD + row * TALL + TALL / 2} dominantBaseline="middle">
            {name}
          </text>
          {across.map((column, place) => (
            <Cell
              key={column}
              cell={cells[row]?.[place]}
              at={{ x: LABEL + place * wide, y: HEAD + row * TALL, wide }}
            />
          ))}
        </g>
      ))}
    </>
  )
}

function Cell({
  cell,
  at: { x, y, wide },
}: {
  readonly cell: HeatCell | undefined
  readonly at: { readonly x: number; readonly y: number; readonly wide: number }
}) {
  if (cell?.value === undefined)
    return <rect className={styles.noCell} x={x + 1} y={y + 1} width={wide - 2} height={TALL - 2} rx={3} />
  const shade = shadeOf(cell.value)
  return (
    <g>
      <rect
        className={`${styles.cell} ${styles[`shade${shade}`]}`}
        x={x + 1}
        y={y + 1}
        width={wide - 2}
        height={TALL - 2}
        rx={3}
      />
      {wide >= 18 && (
        <text
          data-figure
          className={shade >= 4 ? styles.onDeep : styles.onPale}
          x={x + wide / 2}
          y={y + TALL / 2 + 0.5}
          textAnchor="middle"
          dominantBaseline="middle"
        >
          {cell.value >= 99.95 ? '100' : cell.value.toFixed(wide >= 30 ? 1 : 0)}
        </text>
      )}
    </g>
  )
}
