import styles from '../behind/behind.module.css'
import { shareText } from '../behind/points.ts'

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [420, 320, 48, 40, 14]
const x = (share: number) => LEFT + share * (WIDTH - LEFT - 24)
const y = (share: number) => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)

/** What was said against what came, tenth by tenth: the larger a point, the more pupils. The table beside it says the same. */
export function TenthsChart({
  tenths,
}: {
  readonly tenths: readonly {
    readonly from: number
    readonly pupils: number
    readonly said: number
    readonly happened: number
  }[]
}) {
  const most = Math.max(1, ...tenths.map(({ pupils }) => pupils))
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label="Chance that was given, from left to right, against the share who ended persistently absent, upward. The table below has the numbers."
    >
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} />
          <text className={styles.label} x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {shareText(share)}
          </text>
          <text className={styles.label} x={x(share)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
            {shareText(share)}
          </text>
        </g>
      ))}
      <text className={styles.label} x={x(0.5)} y={HEIGHT - 6} textAnchor="middle">
        chance that was given
      </text>
      <line className={styles.zero} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      {tenths
        .filter(({ pupils }) => pupils > 0)
        .map(({ from, pupils, said, happened }) => (
          <circle key={from} className={styles.dot} cx={x(said)} cy={y(happened)} r={4 + 8 * Math.sqrt(pupils / most)}>
            <title>{`${shareText(said)} said, ${shareText(happened)} came, ${pupils} pupils`}</title>
          </circle>
        ))}
    </svg>
  )
}
