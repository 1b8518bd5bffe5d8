import { lazy, Suspense, useState } from 'react'
import type { TotalsFigure } from '../../contract.ts'
import { FigureButton, type FigureLook } from '../asked/figure-button.tsx'
import type { TotalAsked } from '../why/why-text.ts'

const TotalsDrawer = lazy(() =>
  import('../why/totals-drawer.tsx').then(({ TotalsDrawer }) => ({ default: TotalsDrawer })),
)

/** A number that explains itself by definition, class and code, without a single pupil. */
export function TotalFigure({
  asked,
  figure,
  count,
  of,
  what,
  look = 'short',
}: {
  readonly asked: TotalAsked
  readonly figure: TotalsFigure
  readonly count: number
  readonly of: number | null
  readonly what: string
  readonly look?: FigureLook
}) {
  const [opened, setOpened] = useState<boolean>()
  return (
    <>
      <FigureButton count={count} of={of} what={what} look={look} onOpen={() => setOpened(true)} />
      {opened !== undefined && (
        <Suspense>
          <TotalsDrawer asked={asked} figure={figure} what={what} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
