import styles from './chart.module.css'

/** One line: a number in per cent at each place, or nothing where there is none. */
export interface Line {
  readonly name: string
  readonly values: readonly (number | undefined)[]
  /** The main line is solid with points; what it is compared with is dashed. */
  readonly main: boolean
}

const LEFT = 44
// Half of a name: each stands under the middle of its place, the last one too.
const RIGHT = 24
const TOP = 10
const BOTTOM = 26
const FEWEST_APART = 46

/** The lowest and highest of an axis in per cent, in whole steps around what is drawn. */
function axisOf(values: readonly number[], step: number): { low: number; high: number } {
  if (values.length === 0) return { low: 0, high: 100 }
  const low = Math.max(0, Math.floor((Math.min(...values) - 0.5) / step) * step)
  const high = Math.min(100, Math.ceil((Math.max(...values) + 0.5) / step) * step)
  return { low, high: high <= low ? low + step : high }
}

/** A step of the axis that leaves between three and seven lines. */
function stepOf(values: readonly number[]): number {
  const spread = values.length === 0 ? 100 : Math.max(...values) - Math.min(...values)
  return [1, 2, 5, 10, 20].find((step) => (spread + 1) / step <= 6) ?? 20
}

/** Lines over places in order, such as the weeks of a year. */
export function LineChart({
  width,
  height,
  places,
  lines,
  marked,
}: {
  readonly width: number
  readonly height: number
  readonly places: readonly string[]
  readonly lines: readonly Line[]
  /** A level that people aim at, drawn across where it lies within the axis. */
  readonly marked?: number
}) {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== undefined))
  const step = stepOf(values)
  const { low, high } = axisOf(values, step)
  const x = (place: number) =>
    places.length === 1 ? (LEFT + width - RIGHT) / 2 : LEFT + (place * (width - LEFT - RIGHT)) / (places.length - 1)
  const y = (value: number) => TOP + ((high - value) * (height - TOP - BOTTOM)) / (high - low)
  const levels = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at) => low + at * step)
  const every = Math.max(1, Math.ceil((FEWEST_APART * places.length) / (width - LEFT - RIGHT)))
  return (
    <>
      {levels.map((level) => (
        <g key={level}>
          <line className={styles.grid} x1={LEFT} x2={width - RIGHT} y1={y(level)} y2={y(level)} />
          <text className={styles.axis} x={LEFT - 8} y={y(level)} textAnchor="end" dominantBaseline="middle">
            {level} %
          </text>
        </g>
      ))}
      {marked !== undefined && marked > low && marked < high && (
        <line className={styles.marked} x1={LEFT} x2={width - RIGHT} y1={y(marked)} y2={y(marked)} />
      )}
      {places.map((name, place) =>
        place % every === 0 ? (
          <text className={styles.axis} key={name} x={x(place)} y={height - 6} textAnchor="middle">
            {name}
          </text>
        ) : null,
      )}
      {[...lines]
        .sort((one, other) => Number(one.main) - Number(other.main))
        .map((line) => (
          <OneLine key={line.name} line={line} x={x} y={y} />
        ))}
    </>
  )
}

function OneLine({
  line: { name, values, main },
  x,
  y,
}: {
  readonly line: Line
  readonly x: (place: number) => number
  readonly y: (value: number) => number
}) {
  // A gap stays a gap: a line drawn across it would say what nobody counted.
  const path = values
    .map((value, place) =>
      value === undefined
        ? ''
        : `${values[place - 1] === undefined ? 'M' : 'L'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('')
  return (
    <g>
      <path className={main ? styles.line : styles.lineBefore} d={path} />
      {values.map((value, place) =>
        value === undefined || !(main || values[place - 1] === undefined) ? null : (
          <circle
            key={x(place)}
            className={main ? styles.point : styles.pointBefore}
            cx={x(place)}
            cy={y(value)}
            r={main ? 3.5 : 2}
          >
            <title>{`${name}: ${value.toFixed(1)} %`}</title>
          </circle>
        ),
      )}
    </g>
  )
}
