import { describe, expect, it } from 'vitest'
import { easterSunday } from './easter.ts'

describe('Easter Sunday', () => {
  it.each([
    [1954, '1954-04-18'],
    [2019, '2019-04-21'],
    [2021, '2021-04-04'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('of %i is %s', (year, expected) => expect(easterSunday(year)).toBe(expected))
})
