import { defineScreens } from '../screen.ts'

export const galleryScreens = defineScreens([
  { path: '/gallery', title: 'Gallery', place: 'open', load: () => import('./gallery-page.tsx') },
])
