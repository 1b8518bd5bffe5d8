import { IconScale } from '@tabler/icons-react'
import { defineScreens } from '../../ui/screen.ts'

/** The national threshold, the questions before a formal step, notices to improve, and what the authority's code says. */
export const gateScreens = defineScreens([
  {
    path: '/national-threshold',
    title: 'National threshold',
    may: 'enforcement.view',
    nav: { section: 'pupils', label: 'National threshold', icon: IconScale, may: 'enforcement.view', order: 25 },
    load: () => import('./threshold/threshold-page.tsx'),
  },
  {
    path: '/considerations/$threadId',
    title: 'Before a formal step',
    may: 'enforcement.view',
    load: () => import('./gate/consideration-page.tsx'),
  },
  {
    path: '/considerations/$threadId/improve/$contactId',
    title: 'Build a notice to improve',
    may: 'enforcement.prepare',
    load: () => import('./improve/build-page.tsx'),
  },
  {
    path: '/notices-to-improve/$threadId',
    title: 'Notice to improve',
    may: 'enforcement.view',
    load: () => import('./improve/notice-page.tsx'),
  },
  {
    path: '/formal-step-settings',
    title: 'The authority’s code',
    may: 'enforcement.view',
    load: () => import('./code-page.tsx'),
  },
])
