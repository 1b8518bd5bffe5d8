import { expect, test } from 'vitest'
import { isGivenFor } from './fewest-weeks.ts'

test('persistent and severe absence are given from six school weeks on, all else always', () => {
  for (const figure of ['persistent', 'severe'] as const) {
    expect(isGivenFor(figure, 5)).toBe(false)
    expect(isGivenFor(figure, 6)).toBe(true)
  }
  for (const figure of ['attendance', 'late', 'full'] as const) expect(isGivenFor(figure, 1)).toBe(true)
})
