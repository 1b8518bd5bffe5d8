import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'
import { beyondScreens } from './beyond/screens.ts'
import { gateScreens } from './gate-screens.ts'
import { packScreens } from './pack/screens.ts'
import { penaltyScreens } from './penalty/screens.ts'

/** Where a child stands to the national threshold, for the pupil's page. */
export const PupilThreshold = lazy(() =>
  import('./threshold/pupil-threshold.tsx').then((part) => ({ default: part.PupilThreshold })),
)

/** The formal steps about a child, for the page of a case. */
export const FormalSteps = lazy(() => import('./formal-steps.tsx').then((part) => ({ default: part.FormalSteps })))

export const enforcementScreens = defineScreens([...gateScreens, ...penaltyScreens, ...beyondScreens, ...packScreens])
