import { IconBeach, IconClockHour3 } from '@tabler/icons-react'
import { defineScreens } from '../../ui/screen.ts'

export const leaveScreens = defineScreens([
  {
    path: '/leave',
    title: 'Leave of absence',
    may: 'leave.view',
    nav: { section: 'pupils', label: 'Leave', icon: IconBeach, may: 'leave.view', order: 16 },
    load: () => import('./leave-page.tsx'),
  },
  { path: '/ask-leave', title: 'Enter a request for leave', may: 'leave.ask', load: () => import('./ask-page.tsx') },
  {
    path: '/leave/$requestId',
    title: 'Request for leave',
    may: 'leave.view',
    load: () => import('./request-page.tsx'),
  },
  {
    path: '/part-time',
    title: 'Part-time timetables',
    may: 'leave.view',
    nav: { section: 'pupils', label: 'Part-time timetables', icon: IconClockHour3, may: 'leave.view', order: 18 },
    load: () => import('./timetables/timetables-page.tsx'),
  },
])
