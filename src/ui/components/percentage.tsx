import styles from './percentage.module.css'

/** One decimal place, half up, from whole sessions: "95.8". */
export function percentText(count: number, of: number): string {
  return (Math.round((count * 1000) / of) / 10).toFixed(1)
}

const GROUPED = new Intl.NumberFormat('en-GB')

/** A rate, always with the sessions that it stands on, and with the way to ask why. */
export function Percentage({
  count,
  of,
  what,
  onExplain,
}: {
  readonly count: number
  /** The possible sessions. With none there is no rate, and the words say so. */
  readonly of: number
  /** What it measures, for people who hear it: "attendance of Year 9". */
  readonly what?: string
  /** Opens "Why this figure?". */
  readonly onExplain?: () => void
}) {
  if (of === 0) return <span className={styles.of}>No sessions yet</span>
  return (
    <span className={styles.percentage}>
      <span className={styles.figure}>{percentText(count, of)} %</span>
      <span className={styles.of}>
        <span aria-hidden className={styles.dot}>
          ·{' '}
        </span>
        {GROUPED.format(count)} of {GROUPED.format(of)}
      </span>
      {onExplain && (
        <button type="button" className={styles.why} onClick={onExplain}>
          Why this figure?{what && <span className="visually-hidden"> {what}</span>}
        </button>
      )}
    </span>
  )
}
