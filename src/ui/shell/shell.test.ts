import { IconBell } from '@tabler/icons-react'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseSearch, readSearch, writeSearch } from '../address/use-address.ts'
import { firstPlace } from '../me.tsx'
import type { ScreenDefinition } from '../screen.ts'
import { menuFor } from './navigation.tsx'

function screen(
  path: `/${string}`,
  nav: Pick<NonNullable<ScreenDefinition['nav']>, 'section' | 'order' | 'may'>,
): ScreenDefinition {
  const load = () => Promise.reject(new Error('not needed'))
  return { path, title: path, nav: { label: path, icon: IconBell, ...nav }, load }
}

const SCREENS = [
  screen('/audit', { section: 'admin', order: 1, may: 'see-audit' }),
  screen('/pupils', { section: 'pupils', order: 1, may: 'see-pupils' }),
  screen('/registers', { section: 'today', order: 2, may: 'take-registers' }),
  screen('/board', { section: 'today', order: 1, may: 'see-board' }),
]

test('the menu holds what the caller may see, section by section, in order', () => {
  const rights = new Set(['see-audit', 'see-pupils', 'take-registers', 'see-board'])
  expect(menuFor(SCREENS, (right) => rights.has(right)).map(({ path }) => path)).toEqual([
    '/board',
    '/registers',
    '/pupils',
    '/audit',
  ])
})

test('somebody with fewer rights starts where their own day starts', () => {
  const rights = new Set(['take-registers', 'see-pupils'])
  expect(menuFor(SCREENS, (right) => rights.has(right)).map(({ path }) => path)).toEqual(['/registers', '/pupils'])
})

test('a page whose own right is missing is not offered, whatever its entry asks for', () => {
  const [first] = SCREENS
  const onSite = { ...screen('/on-site', { section: 'today', order: 3, may: 'see-board' }), may: 'see-marks' }
  const screens = [...(first === undefined ? [] : [first]), onSite]
  expect(menuFor(screens, (right) => right === 'see-board')).toEqual([])
  expect(menuFor(screens, (right) => right !== 'see-audit').map(({ path }) => path)).toEqual(['/on-site'])
})

test('a trust’s menu holds its own pages alone, and a school’s none of them', () => {
  const above = {
    ...screen('/side-by-side', { section: 'figures', order: 1, may: 'see-board' }),
    place: 'trust' as const,
  }
  const all = () => true
  expect(menuFor([...SCREENS, above], all, 'trust').map(({ path }) => path)).toEqual(['/side-by-side'])
  expect(menuFor([...SCREENS, above], all).map(({ path }) => path)).not.toContain('/side-by-side')
})

const held = (id: string, ...roles: string[]) => ({
  id,
  name: id,
  shortName: id,
  position: 'x',
  roles,
  may: {},
  phase: '',
})

test.each([
  ['a trustee', { schools: [held('s', 'trustee')], trusts: [held('t', 'trustee')] }, '/trusts/t'],
  [
    'an authority officer',
    { schools: [held('s', 'authority-officer')], trusts: [], authorities: [held('a', 'authority-officer')] },
    '/authorities/a',
  ],
  [
    'a head who is a trustee too',
    { schools: [held('s', 'trustee'), held('own', 'head', 'trustee')], trusts: [held('t', 'trustee')] },
    '/schools/own',
  ],
  ['a teacher', { schools: [held('s', 'teacher')], trusts: [] }, '/schools/s'],
  ['nobody', { schools: [], trusts: [] }, undefined],
])('%s begins at their own place', (_, me, path) => {
  expect(firstPlace(me)).toBe(path)
})

test('filters in an address are plain text and come back as they were', () => {
  expect(writeSearch({ group: '7A', year: 10, text: '', none: undefined, code: ['I', 'N'] })).toBe(
    '?group=7A&year=10&code=I&code=N',
  )
  expect(parseSearch('?group=7A&code=I&code=N')).toEqual({ group: '7A', code: ['I', 'N'] })
})

test('a filter that makes no sense is left out and the others stay', () => {
  const shape = z.object({ year: z.coerce.number().int().optional(), group: z.string().default('all') })
  expect(readSearch(shape, { year: 'ten', group: '7A' })).toEqual({ group: '7A' })
  expect(readSearch(shape, { year: '10' })).toEqual({ year: 10, group: 'all' })
})
