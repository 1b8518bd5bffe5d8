import {
  IconCalendarEvent,
  IconCalendarWeek,
  IconClipboardCheck,
  IconDoorEnter,
  IconShieldCheck,
} from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

export { findPupils } from '../rules/screen/find-pupil.ts'
export {
  countsInWords as registerCounts,
  isMissing as isMissingRegister,
  minutesWords as registerMinutes,
} from '../rules/screen/register-lists.ts'
export { nameHere, PLACE_LOOK, type PupilHere } from './desk/places.ts'
export { type BesideMarks, BesideMarksProvider } from './pupil/beside-marks.tsx'
export { RegisterState } from './register-state.tsx'
export { type BesideName, BesideNameProvider } from './take/beside-name.tsx'
export { WeekOfGroup } from './week/week-of-group.tsx'

/** Sends what is kept on the device, keeps what may be needed, and says so. Rendered while somebody is signed in. */
export const RegisterOutbox = lazy(() =>
  import('./offline/register-outbox.tsx').then(({ RegisterOutbox }) => ({ default: RegisterOutbox })),
)
/** Asks before a sign-out that would delete what has not been sent. Rendered when somebody wants to sign out. */
export const SignOutGuard = lazy(() =>
  import('./offline/sign-out-guard.tsx').then(({ SignOutGuard }) => ({ default: SignOutGuard })),
)
/** One mark and every change of it, in a drawer over whatever asks for it. */
export const MarkHistory = lazy(() =>
  import('./pupil/mark-drawer.tsx').then(({ MarkDrawer }) => ({ default: MarkDrawer })),
)

/** Pupils one by one, by class, by year group or from a pasted list, for a form. */
export const PupilPicker = lazy(() =>
  import('./plans/pupil-picker.tsx').then(({ PupilPicker }) => ({ default: PupilPicker })),
)
/** What a plan would do, in numbers and names. */
export const PreviewOfPlan = lazy(() => import('./plans/preview.tsx').then(({ PreviewOf }) => ({ default: PreviewOf })))

export const registerScreens = defineScreens([
  {
    path: '/register/$groupId/$day/$half',
    title: 'Register',
    may: 'register.view',
    load: () => import('./register-page.tsx'),
  },
  {
    path: '/registers',
    title: 'Registers today',
    may: 'register.monitor',
    nav: { section: 'today', label: 'Registers', icon: IconClipboardCheck, may: 'register.monitor', order: 20 },
    load: () => import('./monitor/monitor-page.tsx'),
  },
  {
    path: '/late-desk',
    title: 'Late desk',
    may: 'register.sign-in',
    nav: { section: 'today', label: 'Late desk', icon: IconDoorEnter, may: 'register.sign-in', order: 30 },
    load: () => import('./desk/desk-page.tsx'),
  },
  { path: '/pupils/$pupilId', title: 'Pupil', may: 'register.view', load: () => import('./pupil/pupil-page.tsx') },
  {
    path: '/week',
    title: 'Week grid',
    may: 'register.view',
    nav: { section: 'pupils', label: 'Week grid', icon: IconCalendarWeek, may: 'register.amend', order: 12 },
    load: () => import('./week/week-page.tsx'),
  },
  {
    path: '/plans',
    title: 'Planned absences and closures',
    may: 'register.plan',
    nav: { section: 'pupils', label: 'Planned absences', icon: IconCalendarEvent, may: 'register.plan', order: 14 },
    load: () => import('./plans/plans-page.tsx'),
  },
  {
    path: '/register/$groupId/$day/$half/as-it-stood',
    title: 'Register as it stood',
    may: 'register.certify',
    load: () => import('./papers/as-it-stood-page.tsx'),
  },
  {
    path: '/journal',
    title: 'Journal of the registers',
    may: 'register.verify',
    nav: { section: 'admin', label: 'Journal', icon: IconShieldCheck, may: 'register.verify', order: 60 },
    load: () => import('./papers/journal-page.tsx'),
  },
  {
    path: '/handed-registers/$handedId',
    title: 'Register taken without a connection',
    may: 'register.amend',
    load: () => import('./handed/handed-page.tsx'),
  },
  { path: '/kept-registers', title: 'Registers on this device', load: () => import('./offline/kept-page.tsx') },
])
