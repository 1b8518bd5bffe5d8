import { lazy, Suspense, useState } from 'react'
import type { WhyText } from '../why/why-text.ts'
import { FigureButton, type FigureLook } from './figure-button.tsx'

const WhyDrawer = lazy(() => import('../why/why-drawer.tsx').then(({ WhyDrawer }) => ({ default: WhyDrawer })))

/** A number that explains itself: pressing it opens "Why this figure?". */
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
  readonly look?: FigureLook
}) {
  const [opened, setOpened] = useState<boolean>()
  return (
    <>
      <FigureButton count={count} of={of} what={what} look={look} onOpen={() => setOpened(true)} />
      {opened !== undefined && (
        <Suspense>
          <WhyDrawer why={why} what={what} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
