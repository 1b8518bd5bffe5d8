import { IconClipboardCheck, IconDoorEnter, IconRun } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** Sends what is kept on the device, keeps what may be needed, and says so. Rendered while somebody is signed in. */
export const RegisterOutbox = lazy(() =>
  import('./offline/register-outbox.tsx').then(({ RegisterOutbox }) => ({ default: RegisterOutbox })),
)
/** Asks before a sign-out that would delete what has not been sent. Rendered when somebody wants to sign out. */
export const SignOutGuard = lazy(() =>
  import('./offline/sign-out-guard.tsx').then(({ SignOutGuard }) => ({ default: SignOutGuard })),
)

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
  {
    path: '/on-site',
    title: 'Who is on site',
    may: 'register.monitor',
    nav: { section: 'today', label: 'Who is on site', icon: IconRun, may: 'register.monitor', order: 40 },
    load: () => import('./desk/on-site-page.tsx'),
  },
  { path: '/pupils/$pupilId', title: 'Pupil', may: 'register.view', load: () => import('./pupil/pupil-page.tsx') },
  { path: '/kept-registers', title: 'Registers on this device', load: () => import('./offline/kept-page.tsx') },
])
