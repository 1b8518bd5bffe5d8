import { lazy, Suspense } from 'react'
import type { BesideName } from '../../../register/web/index.ts'
import { useMay } from '../../../ui/me.tsx'

const Markers = lazy(() => import('./beside-name.tsx').then((part) => ({ default: part.BesideName })))

/** What a register shows beside a name. Its own Suspense: a register is there before its markers. */
export const PupilMarkers: BesideName = (of) => {
  const may = useMay()('passport.view')
  if (!may) return null
  return (
    <Suspense fallback={null}>
      <Markers {...of} />
    </Suspense>
  )
}
