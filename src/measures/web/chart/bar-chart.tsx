import styles from './bar-chart.module.css'
import chart from './chart.module.css'

/** A row of bars: a share in per cent, and one that it stands beside. */
export interface Bars {
  readonly name: string
  readonly value: number
  /** What it is compared with; left out where there is nothing. */
  readonly beside?: number | undefined
}

const NARROW = 440
const LABEL = 168
const VALUE = 56
const THICK = 14
const GAP = 2
const NAME_OVER = 18
const APART = 12

const isNarrow = (width: number) => width < NARROW

function rowHeight(bars: readonly Bars[], width: number): number {
  const two = bars.some(({ beside }) => beside !== undefined)
  return (two ? 2 * THICK + GAP : THICK + 4) + (isNarrow(width) ? NAME_OVER : 0) + APART
}

export function barsHeight(bars: readonly Bars[], width: number): number {
  return bars.length * rowHeight(bars, width)
}

/** Bars side by side from one base line, each with its number: filled the school's own, dashed what it stands beside. */
export function BarChart({ bars, width }: { readonly bars: readonly Bars[]; readonly width: number }) {
  const narrow = isNarrow(width)
  const left = narrow ? 1 : LABEL
  const longest = Math.max(1, ...bars.flatMap(({ value, beside = 0 }) => [value, beside]))
  const long = (value: number) => ((width - left - VALUE) * value) / longest
  const tall = rowHeight(bars, width)
  return (
    <>
      {bars.map(({ name, value, beside }, row) => {
        const top = row * tall + (narrow ? NAME_OVER : 0) + APART / 2
        const middle = beside === undefined ? top + THICK / 2 : top + THICK + GAP / 2
        return (
          <g key={name}>
            <text
              className={styles.name}
              x={narrow ? 0 : LABEL - 12}
              y={narrow ? top - 6 : middle}
              textAnchor={narrow ? 'start' : 'end'}
              dominantBaseline={narrow ? 'auto' : 'middle'}
            >
              {name}
            </text>
            <Bar at={{ x: left, y: top, long: long(value) }} value={value} look="main" />
            {beside !== undefined && (
              <Bar at={{ x: left, y: top + THICK + GAP, long: long(beside) }} value={beside} look="beside" />
            )}
          </g>
        )
      })}
      <line className={styles.base} x1={left} x2={left} y1={0} y2={bars.length * tall} />
    </>
  )
}

function Bar({
  at: { x, y, long },
  value,
  look,
}: {
  readonly at: { readonly x: number; readonly y: number; readonly long: number }
  readonly value: number
  readonly look: 'main' | 'beside'
}) {
  return (
    <>
      {value > 0 && (
        <rect className={styles[look]} x={x + 0.5} y={y + 0.5} width={Math.max(1, long)} height={THICK - 1} rx={2} />
      )}
      <text
        className={look === 'main' ? styles.value : styles.valueBeside}
        x={x + (value > 0 ? Math.max(1, long) : 0) + 6}
        y={y + THICK / 2 + 0.5}
        dominantBaseline="middle"
      >
        {value.toFixed(1)} %
      </text>
    </>
  )
}

/** Which bar is which: filled and dashed, not by colour. */
export function BarLegend({ main, beside }: { readonly main: string; readonly beside: string }) {
  return (
    <ul className={chart.legend}>
      {([main, beside] as const).map((name, place) => (
        <li key={name}>
          <svg width="26" height="12" aria-hidden>
            <rect className={place === 0 ? styles.main : styles.beside} x={0.5} y={0.5} width={25} height={11} rx={2} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
