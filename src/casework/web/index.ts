import { IconHeartHandshake, IconMailStar, IconSunrise, IconUsersGroup } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'
import { barrierScreens } from './barriers/barrier-screens.ts'
import { supportScreens } from './support/support-screens.ts'

/** The way from a pupil's page to the case, or to opening one. */
export const PupilCase = lazy(() => import('./board/pupil-case.tsx').then((part) => ({ default: part.PupilCase })))

/** On a pupil's page: the passport that holds today. */
export const PupilPassport = lazy(() =>
  import('./plans/pupil-passport.tsx').then((part) => ({ default: part.PupilPassport })),
)

/** Parts of a case's page from slices above. */
export { MoreCaseSections } from './case/more-sections.tsx'

/** Beside a name in a register: a passport, or a first day back. */
export { PupilMarkers } from './plans/pupil-markers.tsx'

/** What every other tab shows while a child has the screen. */
export const ScreenWithChild = lazy(() =>
  import('./barriers/give-back.tsx').then((part) => ({ default: part.ScreenWithChild })),
)

/** The questions about what makes school hard, for whoever answers them: in a case, and on the family page. */
export const QuestionsForm = lazy(() =>
  import('./barriers/questions-form.tsx').then(({ QuestionsForm }) => ({ default: QuestionsForm })),
)

export const caseworkScreens = defineScreens([
  ...barrierScreens,
  ...supportScreens,
  {
    path: '/cases',
    title: 'Cases',
    may: 'casework.view',
    nav: { section: 'pupils', label: 'Cases', icon: IconHeartHandshake, may: 'casework.view', order: 12 },
    load: () => import('./board/board-page.tsx'),
  },
  {
    path: '/letters',
    title: 'Letters',
    may: 'casework.view',
    nav: { section: 'pupils', label: 'Letters', icon: IconMailStar, may: 'casework.view', order: 14 },
    load: () => import('./letters/letters-page.tsx'),
  },
  {
    path: '/cases/$caseId/write-plan',
    title: 'Write a plan',
    may: 'casework.record',
    load: () => import('./plans/write-plan-page.tsx'),
  },
  {
    path: '/back-at-school',
    title: 'Back at school',
    may: 'passport.view',
    nav: { section: 'today', label: 'Back at school', icon: IconSunrise, may: 'passport.view', order: 45 },
    load: () => import('./plans/back-page.tsx'),
  },
  {
    path: '/meetings',
    title: 'Meetings',
    may: 'casework.view',
    nav: { section: 'pupils', label: 'Meetings', icon: IconUsersGroup, may: 'casework.view', order: 13 },
    load: () => import('./meetings/meetings-page.tsx'),
  },
  {
    path: '/meetings/$meetingId',
    title: 'Meeting',
    may: 'casework.view',
    load: () => import('./meetings/school-meeting-page.tsx'),
  },
  {
    path: '/cases/$caseId/meetings/$meetingId',
    title: 'Meeting about a child',
    may: 'casework.view',
    load: () => import('./meetings/meeting-page.tsx'),
  },
  { path: '/cases/$caseId', title: 'Case', may: 'casework.view', load: () => import('./case/case-page.tsx') },
  {
    path: '/open-case',
    title: 'Open a case',
    may: 'casework.record',
    load: () => import('./board/open-case-page.tsx'),
  },
])
