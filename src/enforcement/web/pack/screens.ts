import { defineScreens } from '../../../ui/screen.ts'

/** Evidence packs: looked through before they are made. */
export const packScreens = defineScreens([
  {
    path: '/formal-steps/$threadId/evidence-pack',
    title: 'Evidence pack',
    may: 'enforcement.prepare',
    load: () => import('./pack-page.tsx'),
  },
])
