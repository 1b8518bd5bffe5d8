import { IconMessageQuestion } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Me } from '../../ui/me.tsx'
import { defineScreens } from '../../ui/screen.ts'

/** Where the pages of a family are, and where it signs in. */
export const FAMILY = '/family'
export const FAMILY_SIGN_IN = '/family/sign-in'

/** Whether somebody is here as a parent alone: the schools' own pages are not for them. */
export function isFamily({ schools, trusts }: Me): boolean {
  return (
    schools.length > 0 && trusts.length === 0 && schools.every(({ roles }) => roles.every((role) => role === 'parent'))
  )
}

/** Beside a pupil's marks: which contacts see the family page, and the way to invite one. */
export const FamilyAccess = lazy(() =>
  import('./office/family-access.tsx').then((part) => ({ default: part.FamilyAccess })),
)

export const parentsScreens = defineScreens([
  { path: '/family/sign-in', title: 'Family page', place: 'open', load: () => import('./sign-in/sign-in-page.tsx') },
  { path: '/family/open', title: 'Family page', place: 'open', load: () => import('./sign-in/open-page.tsx') },
  { path: '/family', title: 'My children', place: 'account', load: () => import('./home-page.tsx') },
  { path: '/family/report', title: 'Report an absence', place: 'account', load: () => import('./report-page.tsx') },
  {
    path: '/family/children/$school/$pupil',
    title: 'My child’s year',
    place: 'account',
    load: () => import('./child-page.tsx'),
  },
  { path: '/family/leave', title: 'Leave of absence', place: 'account', load: () => import('./leave-page.tsx') },
  {
    path: '/family/plans/$school/$pupil/$plan',
    title: 'A plan',
    place: 'account',
    load: () => import('./plan-page.tsx'),
  },
  {
    path: '/family/school-hard',
    title: 'What makes school hard',
    place: 'account',
    load: () => import('./school-hard/school-hard-page.tsx'),
  },
  { path: '/family/messages', title: 'Messages', place: 'account', load: () => import('./messages-page.tsx') },
  { path: '/family/settings', title: 'Settings', place: 'account', load: () => import('./settings-page.tsx') },
  {
    path: '/family-questions',
    title: 'Questions from families',
    may: 'family.answer',
    nav: {
      section: 'pupils',
      label: 'Family questions',
      icon: IconMessageQuestion,
      may: 'family.answer',
      order: 17,
    },
    load: () => import('./office/questions-page.tsx'),
  },
])
