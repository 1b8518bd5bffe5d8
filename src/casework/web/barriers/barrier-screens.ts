import { IconQuestionMark } from '@tabler/icons-react'
import { defineScreens, type ScreenDefinition } from '../../../ui/screen.ts'

const WHY = {
  section: 'figures',
  label: 'Why children are absent',
  icon: IconQuestionMark,
  may: 'measures.view-totals',
  order: 30,
} as const satisfies NonNullable<ScreenDefinition['nav']>

export const barrierScreens = defineScreens([
  {
    path: '/cases/$caseId/ask/$who',
    title: 'What makes school hard',
    may: 'casework.record',
    load: () => import('./ask-page.tsx'),
  },
  {
    path: '/why-absent',
    title: 'Why children are absent',
    may: 'measures.view-totals',
    nav: WHY,
    load: () => import('./why-page.tsx'),
  },
  {
    path: '/why-absent',
    place: 'trust',
    title: 'Why children are absent',
    may: 'measures.view-totals',
    nav: WHY,
    load: () => import('./trust-page.tsx'),
  },
  {
    path: '/why-absent',
    place: 'authority',
    title: 'Why children are absent',
    may: 'measures.view-totals',
    nav: WHY,
    load: () => import('./authority-page.tsx'),
  },
])
