import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL_CODES } from '../../law/codes.ts'
import { daysInWords, markWords } from './mark-words.ts'

describe('what a family reads of a mark', () => {
  it.each(ALL_CODES)('$code has plain words, without a code or a term of the law', ({ code }) => {
    const { words } = markWords(code)
    expect(words).toMatch(/^[A-Z][a-z]/)
    expect(words).not.toMatch(/authori[sz]ed|session|statut|regulation|prosecut|penalty|fine\b|truan|\d/i)
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

  it('are never a percentage, and name a half exactly where there is one', () => {
    fc.assert(
      fc.property(fc.nat(400), (halfDays) => {
        expect(daysInWords(halfDays)).not.toContain('%')
        expect(daysInWords(halfDays).includes('half')).toBe(halfDays % 2 === 1)
      }),
    )
  })
})
