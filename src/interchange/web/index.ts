import { IconTableImport } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** The way to all that is kept about a pupil, for the pupil's page. */
export const PupilAllKept = lazy(() =>
  import('./subject/pupil-all-kept.tsx').then((part) => ({ default: part.PupilAllKept })),
)

export const interchangeScreens = defineScreens([
  {
    path: '/roster-import',
    title: 'Roster import',
    may: 'roster.import',
    nav: { section: 'pupils', label: 'Roster import', icon: IconTableImport, may: 'roster.import', order: 40 },
    load: () => import('./start-page.tsx'),
  },
  {
    path: '/roster-import/$importId',
    title: 'Roster import',
    may: 'roster.import',
    load: () => import('./import-page.tsx'),
  },
  {
    path: '/pupils/$pupilId/all-kept',
    title: 'All that is kept',
    may: 'subject.export',
    load: () => import('./subject/all-kept-page.tsx'),
  },
])
