import { IconTableImport } from '@tabler/icons-react'
import { defineScreens } from '../../ui/screen.ts'

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
])
