import { IconHome } from '@tabler/icons-react'
import { defineScreens } from '../../../ui/screen.ts'

/** Where each person's day begins; what it shows follows from what they may do. */
export const homeScreens = defineScreens([
  {
    path: '/',
    title: 'Home',
    may: 'school.view',
    nav: { section: 'today', label: 'Home', icon: IconHome, may: 'school.view', order: 0 },
    load: () => import('./home-page.tsx'),
  },
])
