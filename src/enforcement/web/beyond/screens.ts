import { defineScreens } from '../../../ui/screen.ts'

/** What lies beyond notices: weighing and referring, and one that goes on. */
export const beyondScreens = defineScreens([
  {
    path: '/pupils/$pupilId/beyond-notices',
    title: 'Beyond notices',
    may: 'enforcement.view',
    load: () => import('./refer-page.tsx'),
  },
  {
    path: '/beyond-notices/$threadId',
    title: 'Formal step beyond notices',
    may: 'enforcement.view',
    load: () => import('./action-page.tsx'),
  },
])
