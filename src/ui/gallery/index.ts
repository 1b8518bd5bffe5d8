import { defineScreens } from '../screen.ts'

export const galleryScreens = defineScreens([
  { path: '/gallery', title: 'Gallery', place: 'open', load: () => import('./gallery-page.tsx') },
  { path: '/gallery', title: 'Gallery', load: () => import('./gallery-in-frame.tsx') },
])
