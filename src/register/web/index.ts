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
  { path: '/kept-registers', title: 'Registers on this device', load: () => import('./offline/kept-page.tsx') },
])
