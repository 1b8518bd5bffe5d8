import { IconListCheck } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** What the caller has to do today, for their home. */
export const DueToday = lazy(() => import('./due-today.tsx').then(({ DueToday }) => ({ default: DueToday })))
/** The duties about a pupil that are open now, for the pupil's page. */
export const PupilDuties = lazy(() =>
  import('./pupil-duties.tsx').then(({ PupilDuties }) => ({ default: PupilDuties })),
)

export const dutiesScreens = defineScreens([
  {
    path: '/duties',
    title: 'Work list',
    may: 'duties.view',
    nav: { section: 'today', label: 'Work list', icon: IconListCheck, may: 'duties.act', order: 10 },
    load: () => import('./work-list-page.tsx'),
  },
])
