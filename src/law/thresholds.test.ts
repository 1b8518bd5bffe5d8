import { describe, expect, it } from 'vitest'
import { day, daysFrom } from '../kernel/day.ts'
import {
  MAX_MINUTES_REGISTER_OPEN,
  REGISTER_OPEN_LIMIT,
  SCHOOL_DAYS_TO_ESTABLISH_REASON,
  THRESHOLDS,
  thresholdOn,
  YEARS_TO_KEEP_REGISTER,
} from './thresholds.ts'

describe('the national clocks and thresholds', () => {
  it('hold every rule of the list, N1 to N30', () => {
    const rules = new Set(THRESHOLDS.map(({ id }) => id.split('-')[0]))
    expect([...rules]).toEqual(Array.from({ length: 30 }, (_, index) => `N${index + 1}`))
  })

  it('say where each comes from, and mark what nobody has read', () => {
    expect(THRESHOLDS.filter(({ source }) => source.length < 10)).toEqual([])
    const unread = THRESHOLDS.filter(({ verified }) => !verified).map(({ id }) => id)
    expect(unread).toEqual(['N10', 'N11', 'N12', 'N29', 'N30'])
  })

  it.each([
    ['N2', '2026-11-23', 30, 'minutes'],
    ['N4', '2026-11-23', 5, 'school days'],
    ['N9', '2026-11-23', 5, 'days'],
    ['N13', '2026-11-23', 10, 'sessions'],
    ['N13-window', '2026-11-23', 10, 'school weeks'],
    ['N15-early-price', '2026-11-23', 80, 'pounds'],
    ['N15-late-price', '2026-11-23', 160, 'pounds'],
    ['N17', '2026-11-23', 3, 'years'],
    ['N20', '2009-01-05', 20, 'percent'],
    ['N20', '2015-07-31', 15, 'percent'],
    ['N20', '2015-08-01', 10, 'percent'],
    ['N21', '2026-11-23', 50, 'percent'],
    ['N22', '2024-08-18', 3, 'years'],
    ['N22', '2024-08-19', 6, 'years'],
  ] as const)('%s on %s is %i %s', (...[id, on, amount, unit]) => {
    expect(thresholdOn(id, day(on))).toMatchObject({ id, amount, unit })
  })

  it('have none where there was none', () => {
    expect(thresholdOn('N13', day('2024-08-18'))).toBeUndefined()
  })

  it('never give two amounts to one id on a day', () => {
    for (const on of daysFrom(day('2024-08-10'), day('2024-08-25'))) {
      const ids = THRESHOLDS.filter(({ from, until }) => (from ?? on) <= on && on <= (until ?? on)).map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('give the register its rules', () => {
    expect([MAX_MINUTES_REGISTER_OPEN, SCHOOL_DAYS_TO_ESTABLISH_REASON, YEARS_TO_KEEP_REGISTER]).toEqual([30, 5, 6])
    expect(REGISTER_OPEN_LIMIT.source).toContain('Working together')
  })
})
