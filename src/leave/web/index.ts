import { IconBeach, IconBuildingCommunity, IconBus, IconClockHour3, IconLock, IconUserOff } from '@tabler/icons-react'
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
  {
    path: '/activities',
    title: 'Trips and activities',
    may: 'leave.view',
    nav: { section: 'pupils', label: 'Trips and activities', icon: IconBus, may: 'leave.view', order: 15 },
    load: () => import('./planned/activities-page.tsx'),
  },
  {
    path: '/plan-activity',
    title: 'Plan an activity',
    may: 'register.plan',
    load: () => import('./planned/plan-activity-page.tsx'),
  },
  {
    path: '/elsewhere',
    title: 'At another place',
    may: 'leave.view',
    nav: { section: 'pupils', label: 'At another place', icon: IconBuildingCommunity, may: 'leave.view', order: 17 },
    load: () => import('./planned/elsewhere-page.tsx'),
  },
  {
    path: '/plan-elsewhere',
    title: 'Record a pattern',
    may: 'register.plan',
    load: () => import('./planned/plan-elsewhere-page.tsx'),
  },
  {
    path: '/planned/$plannedId',
    title: 'Planned activity',
    may: 'leave.view',
    load: () => import('./planned/one-planned-page.tsx'),
  },
  {
    path: '/suspensions',
    title: 'Suspensions',
    may: 'leave.view',
    nav: { section: 'pupils', label: 'Suspensions', icon: IconUserOff, may: 'leave.view', order: 19 },
    load: () => import('./kept-away/suspensions-page.tsx'),
  },
  {
    path: '/detentions',
    title: 'Detention',
    may: 'leave.detention',
    nav: { section: 'pupils', label: 'Detention', icon: IconLock, may: 'leave.detention', order: 19.5 },
    load: () => import('./kept-away/detentions-page.tsx'),
  },
])
