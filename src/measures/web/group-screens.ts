import { IconArrowsUpDown, IconBuildings, IconFileText, IconUsersGroup } from '@tabler/icons-react'
import { defineScreens, type ScreenDefinition } from '../../ui/screen.ts'
import { loadUnderstood } from './asked/load-understood.ts'

/** The first page of people of a trust or an authority. */
const SIDE_BY_SIDE: NonNullable<ScreenDefinition['nav']> = {
  section: 'figures',
  label: 'Schools side by side',
  icon: IconBuildings,
  may: 'measures.view-totals',
  order: 10,
}

export const groupScreens = defineScreens([
  {
    path: '/cohorts',
    title: 'Groups of pupils',
    may: 'measures.view',
    nav: { section: 'figures', label: 'Groups', icon: IconUsersGroup, may: 'measures.view', order: 10 },
    load: loadUnderstood({ shape: 'asked', title: 'Groups of pupils' }, () => import('./cohorts/cohorts-page.tsx')),
  },
  {
    path: '/crossings',
    title: 'Lines crossed',
    may: 'measures.view',
    nav: { section: 'figures', label: 'Lines crossed', icon: IconArrowsUpDown, may: 'measures.view', order: 20 },
    load: loadUnderstood({ shape: 'asked', title: 'Lines crossed' }, () => import('./crossings/crossings-page.tsx')),
  },
  {
    path: '/term',
    title: 'The term in one page',
    may: 'measures.view-totals',
    nav: { section: 'figures', label: 'Term in one page', icon: IconFileText, may: 'measures.view-totals', order: 70 },
    load: loadUnderstood({ shape: 'term', title: 'The term in one page' }, () => import('./totals/term-page.tsx')),
  },
  {
    path: '/targets',
    title: 'Targets',
    may: 'measures.view-totals',
    load: loadUnderstood({ shape: 'year', title: 'Targets' }, () => import('./targets/targets-page.tsx')),
  },
  {
    path: '/schools-side-by-side',
    place: 'trust',
    title: 'Schools side by side',
    may: 'measures.view-totals',
    nav: SIDE_BY_SIDE,
    load: loadUnderstood(
      { shape: 'term-alone', title: 'Schools side by side' },
      () => import('./totals/trust-page.tsx'),
    ),
  },
  {
    path: '/schools-side-by-side',
    place: 'authority',
    title: 'Schools side by side',
    may: 'measures.view-totals',
    nav: SIDE_BY_SIDE,
    load: loadUnderstood(
      { shape: 'term-alone', title: 'Schools side by side' },
      () => import('./totals/authority-page.tsx'),
    ),
  },
])
