import { IconCalendar, IconClock, IconSchool, IconUsers, IconUsersGroup } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

// Parts of a pupil's page, each a chunk of its own: `<PupilParticulars pupilId={pupilId} />` within a Suspense.
export const PupilParticulars = lazy(async () => ({
  default: (await import('./pupil-particulars.tsx')).PupilParticulars,
}))
export const PupilContacts = lazy(async () => ({ default: (await import('./pupil-contacts.tsx')).PupilContacts }))
export const PupilFlags = lazy(async () => ({ default: (await import('./pupil-flags.tsx')).PupilFlags }))

/** Finds pupils by name or class, for a form. */
export const PupilChooser = lazy(async () => ({ default: (await import('./pupil-chooser.tsx')).PupilChooser }))
export type { Chosen } from './pupil-chooser.tsx'

export const rollScreens = defineScreens([
  {
    path: '/pupils',
    title: 'Pupils',
    may: 'pupil.view',
    nav: { section: 'pupils', label: 'Pupils', icon: IconUsers, may: 'pupil.view', order: 10 },
    load: () => import('./pupils-page.tsx'),
  },
  { path: '/admit-pupil', title: 'Admit a pupil', may: 'pupil.edit', load: () => import('./admit-page.tsx') },
  {
    path: '/pupils/$pupilId/record',
    title: 'Admission register',
    may: 'pupil.view',
    load: () => import('./record-page.tsx'),
  },
  {
    path: '/pupils/$pupilId/correct',
    title: 'Correct particulars',
    may: 'pupil.edit',
    load: () => import('./correct-page.tsx'),
  },
  {
    path: '/pupils/$pupilId/future-address',
    title: 'Moving home',
    may: 'pupil.edit',
    load: () => import('./future-address-page.tsx'),
  },
  {
    path: '/pupils/$pupilId/contacts/$contactId',
    title: 'Contact',
    may: 'pupil.edit',
    load: () => import('./contact-page.tsx'),
  },
  {
    path: '/pupils/$pupilId/changes',
    title: 'Changes of a record',
    may: 'pupil.view-contacts',
    load: () => import('./changes-page.tsx'),
  },
  {
    path: '/pupils/$pupilId/as-it-stood',
    title: 'As it stood',
    may: 'pupil.view-contacts',
    load: () => import('./as-it-stood-page.tsx'),
  },
  {
    path: '/groups',
    title: 'Groups and tutors',
    may: 'school.view',
    nav: { section: 'pupils', label: 'Groups and tutors', icon: IconUsersGroup, may: 'people.view', order: 20 },
    load: () => import('./school/groups-page.tsx'),
  },
  {
    path: '/calendar',
    title: 'School calendar',
    may: 'school.view',
    nav: { section: 'school', label: 'Calendar', icon: IconCalendar, may: 'school.view', order: 10 },
    load: () => import('./school/calendar-page.tsx'),
  },
  {
    path: '/day-clocks',
    title: 'Day clocks',
    may: 'school.view',
    nav: { section: 'school', label: 'Day clocks', icon: IconClock, may: 'school.view', order: 20 },
    load: () => import('./school/clocks-page.tsx'),
  },
  {
    path: '/school',
    title: 'The school',
    may: 'school.view',
    nav: { section: 'school', label: 'School', icon: IconSchool, may: 'school.administer', order: 30 },
    load: () => import('./school/school-page.tsx'),
  },
])
