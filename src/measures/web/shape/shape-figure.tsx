import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ShapePart } from '../../rules/shape/shape-parts.ts'
import { partName } from '../../rules/shape/shape-words.ts'
import figure from '../asked/figure.module.css'
import type { ShapeOf } from './shape-of.ts'

const ShapeDrawer = lazy(() => import('./shape-drawer.tsx').then(({ ShapeDrawer }) => ({ default: ShapeDrawer })))

const GROUPED = new Intl.NumberFormat('en-GB')

/** A number of the shape of absence: pressing it opens what it means and the pupils whom it counts, each down to their marks. */
export function ShapeFigure({
  of,
  part,
  value,
  name = partName(part),
  look = 'count',
}: {
  readonly of: ShapeOf
  readonly part: ShapePart
  /** The number, or how it is said. */
  readonly value: number | string
  /** What the number is, for people who hear it, where the part alone does not say it. */
  readonly name?: string
  readonly look?: 'count' | 'large' | 'words'
}): ReactNode {
  const [opened, setOpened] = useState<boolean>()
  return (
    <>
      <button type="button" className={`${figure.figure} ${figure[look]}`} onClick={() => setOpened(true)}>
        <span className="visually-hidden">
          {name}, {of.whom}:{' '}
        </span>
        <span className={figure.number}>{typeof value === 'number' ? GROUPED.format(value) : value}</span>
        <span className="visually-hidden">. Why this figure?</span>
      </button>
      {opened !== undefined && (
        <Suspense>
          <ShapeDrawer
            of={of}
            part={part}
            what={name}
            number={value}
            opened={opened}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  )
}
