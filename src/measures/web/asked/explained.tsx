import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ComputedId } from '../../rules/definitions/computed.ts'
import type { MadeFrom, Standing } from '../why/why-text.ts'
import styles from './figure.module.css'

export type { MadeFrom, Standing } from '../why/why-text.ts'

const ExplainedDrawer = lazy(() =>
  import('../why/explained-drawer.tsx').then(({ ExplainedDrawer }) => ({ default: ExplainedDrawer })),
)

/**
 * A number that is worked out from other figures, set by somebody or published elsewhere: pressing it opens "Why this figure?" with what it
 * means, its definition's version and source, and everything it was made from. Numbers counted from marks are `Figure`s.
 */
export function Explained({
  of,
  what,
  from,
  standing,
  look = 'short',
  children,
}: {
  readonly of: ComputedId
  /** What the number is, for people who hear it and as the drawer's first line: "Gap of Girls to the rest". */
  readonly what: string
  readonly from: MadeFrom
  readonly standing?: Standing | undefined
  readonly look?: 'short' | 'large' | 'words'
  /** The number as it is shown. */
  readonly children: ReactNode
}) {
  const [opened, setOpened] = useState<boolean>()
  return (
    <>
      <button type="button" className={`${styles.figure} ${styles[look]}`} onClick={() => setOpened(true)}>
        <span className="visually-hidden">{what}: </span>
        <span className={styles.number}>{children}</span>
        <span className="visually-hidden">. Why this figure?</span>
      </button>
      {opened !== undefined && (
        <Suspense>
          <ExplainedDrawer
            of={of}
            what={what}
            number={children}
            from={from}
            standing={standing}
            opened={opened}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  )
}
