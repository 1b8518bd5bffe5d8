import { IconSend } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** What was and is to be told about a pupil, for the pupil's page. */
export const PupilReturns = lazy(() =>
  import('./pupil-returns.tsx').then(({ PupilReturns }) => ({ default: PupilReturns })),
)

export const returnsScreens = defineScreens([
  {
    path: '/returns',
    title: 'Returns diary',
    may: 'returns.view',
    nav: { section: 'pupils', label: 'Returns', icon: IconSend, may: 'returns.view', order: 19 },
    load: () => import('./diary-page.tsx'),
  },
  { path: '/return', title: 'Return', may: 'returns.view', load: () => import('./return-page.tsx') },
  {
    path: '/return-settings',
    title: 'Returns: what is agreed with the authority',
    may: 'returns.view',
    load: () => import('./settings-page.tsx'),
  },
])
