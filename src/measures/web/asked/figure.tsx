import { lazy, Suspense, useState } from 'react'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { WhyText } from '../why/why-text.ts'
import styles from './figure.module.css'

const WhyDrawer = lazy(() => import('../why/why-drawer.tsx').then(({ WhyDrawer }) => ({ default: WhyDrawer })))

const GROUPED = new Intl.NumberFormat('en-GB')

/**
 * A number that explains itself: pressing it opens "Why this figure?". `rate` is "94.3 %" with "182 of 190" after it, `large` the same under
 * one another for a card, `short` the rate alone for a table’s cell (the two numbers are read aloud), `count` the first number alone.
 */
export function Figure({
  why,
  count,
  of,
  what,
  look = 'rate',
}: {
  /** The question behind it: what the page was asked, which figure, and what part of it. */
  readonly why: WhyText
  readonly count: number
  /** The second whole number; null or left out where the figure is a count. */
  readonly of?: number | null
  /** What it measures, for people who hear it: "Attendance of Year 9". */
  readonly what: string
  readonly look?: 'rate' | 'large' | 'short' | 'count'
}) {
  const [opened, setOpened] = useState<boolean>()
  if (of === 0 && look !== 'count')
    return <span className={styles.of}>{look === 'short' ? 'None' : 'No sessions yet'}</span>
  const words =
    of === undefined || of === null ? GROUPED.format(count) : `${GROUPED.format(count)} of ${GROUPED.format(of)}`
  const isRate = look !== 'count' && of !== undefined && of !== null
  return (
    <>
      <button type="button" className={`${styles.figure} ${styles[look]}`} onClick={() => setOpened(true)}>
        <span className="visually-hidden">{what}: </span>
        <span className={styles.number}>{isRate ? `${percentText(count, of)} %` : GROUPED.format(count)}</span>
        {isRate && <span className={look === 'short' ? 'visually-hidden' : styles.of}> {words}</span>}
        <span className="visually-hidden">. Why this figure?</span>
      </button>
      {opened !== undefined && (
        <Suspense>
          <WhyDrawer why={why} what={what} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
