import { IconCalendarHeart, IconConfetti, IconMailForward } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** A report to parents as it reads on a page, for the family's own page as well. */
export const ReportView = lazy(() => import('./report-view.tsx').then((part) => ({ default: part.ReportView })))

export const weeklyScreens = defineScreens([
  {
    path: '/this-week',
    title: 'This week',
    may: 'weekly.give',
    nav: { section: 'today', label: 'This week', icon: IconCalendarHeart, may: 'weekly.give', order: 50 },
    load: () => import('./week-page.tsx'),
  },
  {
    path: '/praise',
    title: 'Praise',
    may: 'weekly.give',
    nav: { section: 'pupils', label: 'Praise', icon: IconConfetti, may: 'weekly.give', order: 15 },
    load: () => import('./praise-page.tsx'),
  },
  {
    path: '/parents-reports',
    title: 'Reports to parents',
    may: 'weekly.report',
    nav: { section: 'pupils', label: 'Reports to parents', icon: IconMailForward, may: 'weekly.report', order: 22 },
    load: () => import('./reports-page.tsx'),
  },
])
