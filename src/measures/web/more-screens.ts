import {
  IconBook2,
  IconChartBar,
  IconChecklist,
  IconHeartHandshake,
  IconTrendingDown,
  IconWaveSine,
} from '@tabler/icons-react'
import { defineScreens } from '../../ui/screen.ts'
import { loadUnderstood } from './asked/load-understood.ts'

export const moreScreens = defineScreens([
  {
    path: '/shape',
    title: 'Shape of absence',
    may: 'measures.view',
    nav: { section: 'figures', label: 'Shape of absence', icon: IconChartBar, may: 'measures.view', order: 25 },
    load: loadUnderstood({ shape: 'asked', title: 'Shape of absence' }, () => import('./shape/shape-page.tsx')),
  },
  {
    path: '/patterns',
    title: 'Patterns',
    may: 'measures.view',
    nav: { section: 'figures', label: 'Patterns', icon: IconWaveSine, may: 'measures.view', order: 40 },
    load: loadUnderstood({ shape: 'patterns', title: 'Patterns' }, () => import('./patterns/patterns-page.tsx')),
  },
  {
    path: '/at-risk',
    title: 'At risk',
    may: 'measures.view',
    nav: { section: 'figures', label: 'At risk', icon: IconTrendingDown, may: 'measures.view', order: 30 },
    load: loadUnderstood({ shape: 'asked', title: 'At risk' }, () => import('./ahead/ahead-page.tsx')),
  },
  {
    path: '/at-risk/$pupilId',
    title: 'What lies ahead',
    may: 'measures.view',
    load: () => import('./ahead/pupil-ahead-page.tsx'),
  },
  {
    path: '/at-risk-check',
    title: 'How right are the forecasts?',
    may: 'measures.view',
    load: () => import('./ahead/calibration-page.tsx'),
  },
  {
    path: '/supports',
    title: 'Did it help?',
    may: 'measures.view',
    nav: { section: 'figures', label: 'Did it help?', icon: IconHeartHandshake, may: 'measures.view', order: 50 },
    load: () => import('./compared/supports-page.tsx'),
  },
  {
    path: '/supports/$supportId',
    title: 'Did it help?',
    may: 'measures.view',
    load: () => import('./compared/support-page.tsx'),
  },
  {
    path: '/code-use',
    title: 'Code use',
    may: 'measures.audit-codes',
    nav: { section: 'figures', label: 'Code use', icon: IconChecklist, may: 'measures.audit-codes', order: 60 },
    load: loadUnderstood({ shape: 'days', title: 'Code use' }, () => import('./coding/code-use-page.tsx')),
  },
  {
    path: '/definitions',
    title: 'Definitions',
    may: 'measures.view',
    nav: { section: 'figures', label: 'Definitions', icon: IconBook2, may: 'measures.view', order: 80 },
    load: loadUnderstood({ shape: 'asked', title: 'Definitions' }, () => import('./definitions/definitions-page.tsx')),
  },
])
