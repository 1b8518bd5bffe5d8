import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { readDay, readTime, writeDay } from './typed-values.ts'

describe('a day is read as people in England write it', () => {
  test.each([
    ['23/11/2026', '2026-11-23'],
    ['04/02/2026', '2026-02-04'],
    ['4/2/26', '2026-02-04'],
    ['4.2.2026', '2026-02-04'],
    ['4-2-2026', '2026-02-04'],
    ['4 2 2026', '2026-02-04'],
    ['04022026', '2026-02-04'],
    [' 4 Feb 2026 ', '2026-02-04'],
    ['4 february 2026', '2026-02-04'],
    ['1 Sept 2026', '2026-09-01'],
    ['29/02/2028', '2028-02-29'],
    ['2026-11-23', '2026-11-23'],
  ])('%s is %s', (typed, meant) => expect(readDay(typed)).toBe(meant))

  test.each([
    '',
    '11/23/2026',
    '31/02/2026',
    '29/02/2026',
    '23/11',
    '23/11/202',
    '1 Marble 2026',
    '4 juice 2026',
    '0/1/2026',
    'tomorrow',
  ])('"%s" is no day', (typed) => expect(readDay(typed)).toBeUndefined())

  test('every day is read as it is written, with its month second', () => {
    fc.assert(
      fc.property(fc.nat(36_500), (after) => {
        const one = addDays(day('2000-01-01'), after)
        expect(readDay(writeDay(one))).toBe(one)
        expect(writeDay(one).slice(3, 5)).toBe(one.slice(5, 7))
      }),
    )
  })

  test('what is no day is written as it was typed, so that it can be put right', () => {
    expect(writeDay('31/02/2026')).toBe('31/02/2026')
    expect(writeDay('')).toBe('')
  })
})

describe('a time is read on a 24-hour clock', () => {
  test.each([
    ['08:52', '08:52'],
    ['8:52', '08:52'],
    ['8.52', '08:52'],
    ['0852', '08:52'],
    ['852', '08:52'],
    ['13:15', '13:15'],
    ['1.15 pm', '13:15'],
    ['12:05am', '00:05'],
    ['12:05pm', '12:05'],
    ['00:00', '00:00'],
  ])('%s is %s', (typed, meant) => expect(readTime(typed)).toBe(meant))

  test.each(['', '8', '24:00', '8:60', '13:15 pm', 'noon'])('"%s" is no time', (typed) =>
    expect(readTime(typed)).toBeUndefined(),
  )
})
