import { IconChartLine } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'
import { loadUnderstood } from './asked/load-understood.ts'
import { groupScreens } from './group-screens.ts'
import { moreScreens } from './more-screens.ts'

/** A number that is worked out on a page, which opens what it was made from. */
export { Explained } from './asked/explained.tsx'

/** Takes a page away as a file. */
export const ExportMenu = lazy(() =>
  import('./export/export-menu.tsx').then(({ ExportMenu }) => ({ default: ExportMenu })),
)

/** A pupil’s runway: what can still be missed, and when attendance comes back. For the pupil’s page. */
export const PupilRunway = lazy(() =>
  import('./pupil/pupil-runway.tsx').then(({ PupilRunway }) => ({ default: PupilRunway })),
)

/** A pupil's absence this year with its sessions; pressing it shows each of them. */
export const PupilAbsence = lazy(() =>
  import('./behind/pupil-absence.tsx').then(({ PupilAbsence }) => ({ default: PupilAbsence })),
)

/** The school against last week and last year, for the home of those who answer for it. */
export const SchoolCompared = lazy(() =>
  import('./figures/school-compared.tsx').then(({ SchoolCompared }) => ({ default: SchoolCompared })),
)

/** The way to a trust's schools side by side, for those who may see it. */
export const SideBySideLink = lazy(() =>
  import('./totals/side-by-side-link.tsx').then(({ SideBySideLink }) => ({ default: SideBySideLink })),
)

export const measuresScreens = defineScreens([
  {
    path: '/figures',
    title: 'Figures',
    may: 'measures.view',
    nav: { section: 'figures', label: 'Overview', icon: IconChartLine, may: 'measures.view', order: 5 },
    load: loadUnderstood({ shape: 'asked', title: 'Figures' }, () => import('./figures/figures-page.tsx')),
  },
  ...groupScreens,
  ...moreScreens,
])
