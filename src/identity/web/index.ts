import { IconKey, IconUsersGroup } from '@tabler/icons-react'
import { defineScreens } from '../../ui/screen.ts'

export { useSignInAct } from './ask-sign-in.ts'
export { Doorway } from './doorway.tsx'
export { HandOver } from './hand-over.tsx'

export const identityScreens = defineScreens([
  { path: '/sign-in', title: 'Sign in', place: 'open', load: () => import('./sign-in-page.tsx') },
  { path: '/welcome', title: 'Choose a password', place: 'open', load: () => import('./welcome-page.tsx') },
  { path: '/account', title: 'Your account', place: 'account', load: () => import('./account-page.tsx') },
  {
    path: '/people',
    title: 'People and roles',
    may: 'people.view',
    nav: { section: 'admin', label: 'People and roles', icon: IconUsersGroup, may: 'people.view', order: 10 },
    load: () => import('./people-page.tsx'),
  },
  { path: '/people/$personId', title: 'Person', may: 'people.view', load: () => import('./person-page.tsx') },
  {
    path: '/access',
    title: 'Who may do what',
    may: 'school.view',
    nav: { section: 'admin', label: 'Who may do what', icon: IconKey, may: 'school.view', order: 20 },
    load: () => import('./access-page.tsx'),
  },
])
