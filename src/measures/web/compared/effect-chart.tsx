import styles from '../behind/behind.module.css'
import { signedPoints, withMinus } from '../behind/points.ts'

const [WIDTH, HEIGHT, MARGIN, LINE] = [480, 96, 24, 40]

/** The difference with its interval, against nought. The words and the cards beside it say the same. */
export function EffectChart({
  effect,
  interval: { low, high },
}: {
  readonly effect: number
  readonly interval: { readonly low: number; readonly high: number }
}) {
  const most = Math.max(5, Math.ceil(Math.max(Math.abs(low), Math.abs(high)) / 5) * 5)
  const x = (points: number) => WIDTH / 2 + (points / most) * (WIDTH / 2 - MARGIN)
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`The difference, ${signedPoints(effect)} points of absence, with its interval from ${signedPoints(low)} to ${signedPoints(high)}`}
    >
      <line className={styles.axis} x1={MARGIN} x2={WIDTH - MARGIN} y1={LINE + 22} y2={LINE + 22} />
      {[-most, -most / 2, 0, most / 2, most].map((points) => (
        <text key={points} className={styles.label} x={x(points)} y={LINE + 38} textAnchor="middle">
          {points > 0 ? `+${points}` : withMinus(String(points))}
        </text>
      ))}
      <line className={styles.zero} x1={x(0)} x2={x(0)} y1={6} y2={LINE + 22} />
      <text className={styles.label} x={MARGIN} y={16}>
        less absence
      </text>
      <text className={styles.label} x={WIDTH - MARGIN} y={16} textAnchor="end">
        more absence
      </text>
      <line className={styles.reach} x1={x(low)} x2={x(high)} y1={LINE} y2={LINE} />
      <circle className={styles.dot} cx={x(effect)} cy={LINE} r={9} strokeWidth={3} />
    </svg>
  )
}
