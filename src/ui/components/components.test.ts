import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysFrom } from '../../kernel/day.ts'
import { ALL_CODES } from '../../law/code-table.ts'
import { markOfCode } from './mark-of-code.ts'
import { percentText } from './percentage.tsx'
import { initialsOf } from './person-avatar.tsx'
import { weeksOf } from './strip-weeks.ts'
import { sortRows } from './table-order.ts'
import { lengthText } from './time-left.tsx'
import { fieldId } from './use-fields.ts'

test.each([
  ['/', 'present'],
  ['L', 'late'],
  ['V', 'elsewhere'],
  ['I', 'authorised'],
  ['N', 'unauthorised'],
  ['U', 'late-in'],
  ['D', 'not-expected'],
  ['Y1', 'not-expected'],
  ['#', 'not-expected'],
  ['-', 'missing'],
  ['no such code', 'missing'],
])('code %s is drawn as %s', (code, look) => {
  expect(markOfCode(code).look).toBe(look)
})

test('every code of the law says its name', () => {
  for (const { code } of ALL_CODES) expect(markOfCode(code).name).toBeTruthy()
})

test.each([
  [182, 190, '95.8'],
  [1, 16, '6.3'],
  [190, 190, '100.0'],
  [0, 190, '0.0'],
])('%i of %i sessions is %s %%', (count, of, text) => {
  expect(percentText(count, of)).toBe(text)
})

test.each([
  ['Amira Khan', 'AK'],
  ['Élodie', 'É'],
  ['Józef Maria Wiśniewski-Nowak', 'JW'],
  ['  ana   de souza ', 'AS'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test.each([
  [1, '1 minute left'],
  [24, '24 minutes left'],
  [130, '2 h 10 min left'],
])('%i minutes are said as %s', (minutes, words) => {
  expect(lengthText(minutes)).toBe(words)
})

test('groups sort as people write them and unknown values come last both ways', () => {
  const rows = ['10B', undefined, '7A', '9C']
  expect(sortRows(rows, (row) => row, false)).toEqual(['7A', '9C', '10B', undefined])
  expect(sortRows(rows, (row) => row, true)).toEqual(['10B', '9C', '7A', undefined])
})

test('sorting keeps equal rows in the order they came in', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key: fc.integer({ min: 0, max: 3 }), place: fc.nat() })), (given) => {
      const rows = given.map((row, place) => ({ ...row, place }))
      const sorted = sortRows(rows, (row) => row.key, false)
      for (const [at, row] of sorted.entries()) {
        const next = sorted[at + 1]
        if (next?.key === row.key) expect(next.place).toBeGreaterThan(row.place)
      }
      expect(sorted).toHaveLength(rows.length)
    }),
  )
})

test('the strip closes up holidays to one gap, names each month once and leaves out days without sessions', () => {
  const present = markOfCode('/')
  const first = daysFrom(day('2026-10-19'), day('2026-10-23'))
  const second = daysFrom(day('2026-11-02'), day('2026-11-04'))
  const weekend = { day: day('2026-10-24') }
  const days = [...[...first, ...second].map((one) => ({ day: one, AM: present, PM: present })), weekend]
  const weeks = weeksOf(days)
  expect(weeks.map(({ monday, place, month }) => [monday, place, month])).toEqual([
    ['2026-10-19', 0, 'Oct'],
    ['2026-11-02', 2, 'Nov'],
  ])
  expect(weeks[0]?.halves).toHaveLength(10)
  expect(weeks[1]?.halves.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5])
})

test('no session of a year gets lost in the strip', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(364), { minLength: 1 }), (numbers) => {
      const days = numbers.toSorted((one, other) => one - other).map((after) => addDays(day('2026-08-01'), after))
      const weeks = weeksOf(days.map((one) => ({ day: one, AM: markOfCode('/') })))
      expect(weeks.flatMap(({ halves }) => halves).filter(({ mark }) => mark)).toHaveLength(days.length)
      expect(new Set(weeks.map(({ place }) => place)).size).toBe(weeks.length)
    }),
  )
})

test('a place in the body becomes an id that a link can point at', () => {
  expect(fieldId('pupils.2.code')).toBe('field-pupils-2-code')
})
