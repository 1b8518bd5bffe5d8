import { IconHourglassEmpty, IconPhoneIncoming, IconSunrise } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** What the family reported this year, beside a pupil's marks. */
export const PupilReports = lazy(async () => ({ default: (await import('./reports/pupil-reports.tsx')).PupilReports }))

/** How many families there are to ring, for the home of whoever follows up. */
export const MorningCounts = lazy(async () => ({
  default: (await import('./morning/morning-counts.tsx')).MorningCounts,
}))

export const absenceScreens = defineScreens([
  {
    path: '/morning',
    title: 'Morning board',
    may: 'absence.follow',
    nav: { section: 'today', label: 'Morning board', icon: IconSunrise, may: 'absence.follow', order: 12 },
    load: () => import('./morning/morning-page.tsx'),
  },
  { path: '/home-visits', title: 'Home visits', may: 'absence.visit', load: () => import('./visits/visits-page.tsx') },
  {
    path: '/absence-reports',
    title: 'Reports of absence',
    may: 'absence.view',
    nav: { section: 'today', label: 'Reports of absence', icon: IconPhoneIncoming, may: 'absence.view', order: 34 },
    load: () => import('./reports/reports-page.tsx'),
  },
  {
    path: '/report-absence',
    title: 'Report an absence',
    may: 'absence.report',
    load: () => import('./reports/enter-page.tsx'),
  },
  {
    path: '/absence-reasons',
    title: 'Reasons to be found',
    may: 'absence.view',
    nav: { section: 'today', label: 'Reasons to be found', icon: IconHourglassEmpty, may: 'absence.view', order: 36 },
    load: () => import('./reasons/reasons-page.tsx'),
  },
])
