import { IconReceiptPound } from '@tabler/icons-react'
import { defineScreens } from '../../../ui/screen.ts'

/** Penalty notices: the ledger, one notice, to whom one is asked for, and what the school goes by. */
export const penaltyScreens = defineScreens([
  {
    path: '/penalty-notices',
    title: 'Penalty notices',
    may: 'enforcement.view',
    nav: { section: 'pupils', label: 'Penalty notices', icon: IconReceiptPound, may: 'enforcement.view', order: 27 },
    load: () => import('./ledger-page.tsx'),
  },
  {
    path: '/penalty-notices/$threadId',
    title: 'Penalty notice',
    may: 'enforcement.view',
    load: () => import('./notice-page.tsx'),
  },
  {
    path: '/penalty-requests/$considerationId',
    title: 'Ask for a penalty notice',
    may: 'enforcement.prepare',
    load: () => import('./request-page.tsx'),
  },
  {
    path: '/public-place-notice',
    title: 'Notice about a public place',
    may: 'enforcement.prepare',
    load: () => import('./public-place-page.tsx'),
  },
  {
    path: '/penalty-settings',
    title: 'Penalty notices: who issues and signs',
    may: 'enforcement.view',
    load: () => import('./settings-page.tsx'),
  },
])
