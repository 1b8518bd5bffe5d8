import { describe, expect, it } from 'vitest'
import { decimalsOf, readCount, readPercentage } from './read-number.ts'

describe('a published cell', () => {
  it.each([
    ['1234', 1234],
    ['1,234,567', 1_234_567],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['12736.4', 12736.4],
    [' 0 ', 0],
    ['1.2e+06', 1_200_000],
  ])('counts "%s" as a number', (text, value) => {
    expect(readCount(text)).toEqual({ is: 'number', value })
  })

  it.each(['', 'c', 'C', 'z', 'x', '.', '~', ':', 'low', 'NA', '12a', '1,23', '--'])(
    'reads no zero out of "%s"',
    (text) => {
      expect(readCount(text).is).toBe('hidden')
    },
  )

  it('reads a comma in a percentage as decimals and in a count as thousands', () => {
    expect(readPercentage('3,7')).toEqual({ is: 'number', value: 3.7 })
    expect(readPercentage('95.8 %')).toEqual({ is: 'number', value: 95.8 })
    expect(readCount('3,700')).toEqual({ is: 'number', value: 3700 })
  })

  it.each([
    ['3', 0],
    ['3.9', 1],
    ['3,9', 1],
    ['95.8029', 4],
    ['1.5E-05', 6],
  ])('sees how many decimals "%s" was published with', (text, decimals) => {
    expect(decimalsOf(text)).toBe(decimals)
  })
})
