import { describe, expect, test } from 'vitest'
import { ALL_CODES } from '../../../law/codes.ts'
import { meaningOfFigure } from './figures.ts'

describe('What a figure means in words', () => {
  test.each([
    ['authorised', 'authorised'],
    ['unauthorised', 'unauthorised'],
  ] as const)('%s absence names every code that counts in it, those of earlier years too', (figure, statistical) => {
    const { words } = meaningOfFigure({ figure })
    for (const { code } of ALL_CODES.filter((one) => one.statistical === statistical))
      expect(words).toMatch(new RegExp(`[( ]${code}[,;) ]`))
  })

  test('says until when a code counted that is no longer in use', () => {
    expect(meaningOfFigure({ figure: 'authorised' }).words).toContain(
      '(C, C1, C2, E, I, J1, M, R, S, T; formerly H until 18 August 2024, F until 1 January 2014)',
    )
  })
})
