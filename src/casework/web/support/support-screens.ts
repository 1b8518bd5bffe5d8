import { IconBuildingCommunity, IconHeartCheck } from '@tabler/icons-react'
import { defineScreens } from '../../../ui/screen.ts'

export const supportScreens = defineScreens([
  {
    path: '/support',
    title: 'Support and services',
    may: 'casework.view',
    nav: {
      section: 'pupils',
      label: 'Support and services',
      icon: IconBuildingCommunity,
      may: 'casework.view',
      order: 14,
    },
    load: () => import('./support-page.tsx'),
  },
  {
    path: '/what-helped',
    title: 'What helped',
    may: 'measures.view-totals',
    nav: { section: 'figures', label: 'What helped', icon: IconHeartCheck, may: 'measures.view-totals', order: 55 },
    load: () => import('./helped-page.tsx'),
  },
])
