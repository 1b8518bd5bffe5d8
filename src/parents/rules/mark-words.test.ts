import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL_CODES } from '../../law/codes.ts'
import { daysInWords, daysOfDays, markWords } from './mark-words.ts'

describe('what a family reads of a mark', () => {
  it.each(ALL_CODES)('$code has plain words, without a code or a term of the law', ({ code }) => {
    const { words } = markWords(code)
    expect(words).toMatch(/^[A-Z][a-z]/)
    expect(words).not.toMatch(/authori[sz]ed|session|statut|regulation|prosecut|penalty|fine\b|truan|\d/i)
  })

  it('never says that a child was detained: every adult with responsibility reads it, also who lives elsewhere', () => {
    expect(markWords('Y5').words).not.toMatch(/custody|deten|justice|police|remand/i)
  })

  it('says of an absence without a reason that the school does not know, and not that anybody did wrong', () => {
    expect(markWords('N')).toEqual({ tone: 'unexplained', words: 'Away, and we do not know why yet' })
  })
})

describe('days in words', () => {
  it.each([
    [0, 'no days'],
    [1, 'half a day'],
    [2, '1 day'],
    [3, '1 and a half days'],
    [8, '4 days'],
    [23, '11 and a half days'],
  ])('%i half days are %s', (halfDays, words) => expect(daysInWords(halfDays)).toBe(words))

  it.each([
    [102, 104, '51 of 52 days'],
    [103, 104, '51 and a half of 52 days'],
    [1, 2, 'half a day of 1 day'],
    [0, 4, 'none of 2 days'],
    [2, 3, '1 of 1 and a half days'],
  ])('%i of %i half days are %s', (some, all, words) => expect(daysOfDays(some, all)).toBe(words))

  it('are never a percentage, and name a half exactly where there is one', () => {
    fc.assert(
      fc.property(fc.nat(400), (halfDays) => {
        expect(daysInWords(halfDays)).not.toContain('%')
        expect(daysInWords(halfDays).includes('half')).toBe(halfDays % 2 === 1)
      }),
    )
  })
})
