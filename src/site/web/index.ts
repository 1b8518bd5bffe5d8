import { IconDoorEnter, IconEyeSearch, IconRun, IconWalk } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** Keeps who is on site for an alarm without a network, and sends what was ticked. Rendered while somebody is signed in. */
export const SiteOutbox = lazy(() =>
  import('./roll/site-outbox.tsx').then(({ SiteOutbox }) => ({ default: SiteOutbox })),
)

/** What the device keeps of who is on site goes: somebody is signing out. */
export async function forgetOnSite(): Promise<void> {
  await (await import('./roll/kept-roll.ts')).forgetRoll()
}

export const siteScreens = defineScreens([
  {
    path: '/kiosk',
    title: 'Sign in',
    may: 'site.kiosk',
    nav: { section: 'today', label: 'Sign in', icon: IconDoorEnter, may: 'site.kiosk', order: 10 },
    load: () => import('./kiosk/kiosk-page.tsx'),
  },
  {
    path: '/late-gate',
    title: 'Late gate',
    may: 'site.gate',
    nav: { section: 'today', label: 'Late gate', icon: IconWalk, may: 'site.gate', order: 34 },
    load: () => import('./gate/gates-page.tsx'),
  },
  { path: '/late-gate/$gateId', title: 'At the gate', may: 'site.gate', load: () => import('./gate/gate-page.tsx') },
  {
    path: '/on-site',
    title: 'Who is on site',
    may: 'register.view',
    nav: { section: 'today', label: 'Who is on site', icon: IconRun, may: 'register.monitor', order: 40 },
    load: () => import('./roll/on-site-page.tsx'),
  },
  {
    path: '/spot-checks',
    title: 'Spot checks',
    may: 'site.check',
    nav: { section: 'today', label: 'Spot checks', icon: IconEyeSearch, may: 'site.check', order: 44 },
    load: () => import('./checks/checks-page.tsx'),
  },
  {
    path: '/spot-checks/new',
    title: 'New spot check',
    may: 'site.check',
    load: () => import('./checks/new-check-page.tsx'),
  },
])
