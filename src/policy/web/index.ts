import { IconFileCertificate } from '@tabler/icons-react'
import { defineScreens } from '../../ui/screen.ts'

export const policyScreens = defineScreens([
  {
    path: '/policy',
    title: 'Attendance policy',
    may: 'policy.view',
    nav: { section: 'school', label: 'Policy', icon: IconFileCertificate, may: 'policy.view', order: 25 },
    load: () => import('./policy-page.tsx'),
  },
  {
    path: '/policy/text',
    title: 'Public text of the policy',
    may: 'policy.view',
    load: () => import('./text-page.tsx'),
  },
  {
    path: '/policy/edit',
    title: 'Edit the policy',
    may: 'policy.change',
    load: () => import('./form/edit-page.tsx'),
  },
  {
    path: '/policy/compare',
    title: 'Compare versions of the policy',
    may: 'policy.view',
    load: () => import('./compare-page.tsx'),
  },
  {
    path: '/policy/upload',
    title: 'Upload a policy',
    may: 'policy.change',
    load: () => import('./upload-page.tsx'),
  },
])
