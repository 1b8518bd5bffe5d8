import { IconHistory } from '@tabler/icons-react'
import { defineScreens } from '../../ui/screen.ts'

export const auditScreens = defineScreens([
  {
    path: '/audit',
    title: 'Audit trail',
    may: 'audit.view',
    nav: { section: 'admin', label: 'Audit trail', icon: IconHistory, may: 'audit.view', order: 30 },
    load: () => import('./audit-page.tsx'),
  },
])
