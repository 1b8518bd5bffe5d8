import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { exampleOf, inOrder, orderEvidence, readDate } from './dates.ts'

describe('reading a date as typed', () => {
  it.each([
    ['2014-03-09', '2014-03-09'],
    ['2014/3/9', '2014-03-09'],
    ['2014-03-09T00:00:00', '2014-03-09'],
    ['9 March 2014', '2014-03-09'],
    ['9th Mar 2014', '2014-03-09'],
    ['09-Mar-2014', '2014-03-09'],
  ])('%s is clear', (text, expected) => {
    expect(readDate(text)).toEqual({ is: 'day', day: expected })
  })

  it.each(['9/3/2014', '25/12/2014', '12/25/2014', '01.02.2014', '1-2-2014', '01/02/2014 00:00:00'])(
    '%s needs the order to be known, also where only one order is a day',
    (text) => {
      expect(readDate(text).is).toBe('ambiguous')
    },
  )

  it.each(['2014-02-31', '2014-13-01', '31 February 2014'])('%s is no day', (text) => {
    expect(readDate(text)).toEqual({ is: 'impossible' })
  })

  it.each(['9/3/14', '', 'soon', '41707', '9 Foo 2014', '2014'])(
    '%s is not a date: nobody can tell the century or the meaning',
    (text) => {
      expect(readDate(text)).toEqual({ is: 'not-a-date' })
    },
  )

  it('reads back in either order whatever was written in that order', () => {
    const dates = fc.date({ min: new Date('1950-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, dayOf] = iso.split('-')
        const first = readDate(`${Number(dayOf)}/${month}/${year}`)
        const second = readDate(`${Number(month)}/${dayOf}/${year}`)
        if (first.is !== 'ambiguous' || second.is !== 'ambiguous') throw new Error('read as clear')
        expect(inOrder(first, 'day-first')).toBe(day(iso))
        expect(inOrder(second, 'month-first')).toBe(day(iso))
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readDate(text)))
  })
})

describe('the order of the dates of a file', () => {
  it('names the rows that rule an order out, and rules none in', () => {
    const evidence = orderEvidence([
      { row: 'line 2', text: '4/2/2000' },
      { row: 'line 3', text: '12/19/1997' },
      { row: 'line 4', text: '2000-01-01' },
      { row: 'line 5', text: '31/31/2000' },
    ])
    expect(evidence.ambiguous).toBe(3)
    expect(evidence.impossible['day-first'].map(({ row }) => row)).toEqual(['line 3', 'line 5'])
    expect(evidence.impossible['month-first'].map(({ row }) => row)).toEqual(['line 5'])
  })
})

it.each([
  [['31/02/2014', '19/12/1997', '20/12/1997'], '19/12/1997'],
  [['31/02/2014'], '31/02/2014'],
  [[], undefined],
])('of the dates %j that cannot be right in an order, %s is shown: it is a day in the other', (texts, shown) => {
  expect(exampleOf(texts)).toBe(shown)
})
