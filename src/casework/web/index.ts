import { defineScreens } from '../../ui/screen.ts'

export const caseworkScreens = defineScreens([
  { path: '/cases/$caseId', title: 'Case', may: 'casework.view', load: () => import('./case/case-page.tsx') },
])
