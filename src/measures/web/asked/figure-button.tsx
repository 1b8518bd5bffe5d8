import { percentText } from '../../../ui/components/percentage.tsx'
import styles from './figure.module.css'

export type FigureLook = 'rate' | 'large' | 'short' | 'count'

const GROUPED = new Intl.NumberFormat('en-GB')

/**
 * A number that opens its explanation. `rate` is "94.3 %" with "182 of 190" after it, `large` the same under one another for a card, `short`
 * the rate alone for a table’s cell (the two numbers are read aloud), `count` the first number alone.
 */
export function FigureButton({
  count,
  of,
  what,
  look,
  onOpen,
}: {
  readonly count: number
  readonly of: number | null | undefined
  readonly what: string
  readonly look: FigureLook
  readonly onOpen: () => void
}) {
  if (of === 0 && look !== 'count')
    return <span className={styles.of}>{look === 'short' ? 'None' : 'No sessions yet'}</span>
  const words =
    of === undefined || of === null ? GROUPED.format(count) : `${GROUPED.format(count)} of ${GROUPED.format(of)}`
  const isRate = look !== 'count' && of !== undefined && of !== null
  return (
    <button type="button" className={`${styles.figure} ${styles[look]}`} onClick={onOpen}>
      <span className="visually-hidden">{what}: </span>
      <span className={styles.number}>{isRate ? `${percentText(count, of)} %` : GROUPED.format(count)}</span>
      {isRate && <span className={look === 'short' ? 'visually-hidden' : styles.of}> {words}</span>}
      <span className="visually-hidden">. Why this figure?</span>
    </button>
  )
}
