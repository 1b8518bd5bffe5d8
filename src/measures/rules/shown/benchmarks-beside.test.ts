import { describe, expect, test } from 'vitest'
import type { Laestab } from '../../../law/identifiers.ts'
import { benchmarksBeside, quarterOf } from './benchmarks-beside.ts'

const school = (phase: Parameters<typeof benchmarksBeside>[0]['phase'], laestab: string) => ({
  phase,
  laestab: laestab as Laestab,
})

describe('What a school is set beside', () => {
  test('is England, its region and its authority, of its phase and of one year', () => {
    const beside = benchmarksBeside(school('secondary', '881/4000'), { year: 2026 })
    expect(beside).toMatchObject({ series: 'daily', phase: 'secondary', year: 2025 })
    expect(beside?.rows.map(({ place, absence, persistent }) => [place, absence, persistent])).toEqual([
      ['England', 8.49, 23.77],
      ['East of England', 8.45, 23.08],
      ['Essex', 8.72, 23.7],
    ])
    for (const row of beside?.rows ?? []) expect(row.source).toMatch(/DfE/)
  })

  test('is England alone where the school’s authority is not among those carried', () => {
    expect(benchmarksBeside(school('primary', '999/2001'), { year: 2026 })?.rows.map(({ place }) => place)).toEqual([
      'England',
    ])
  })

  test('is never of a later year than the school’s, and never of two series', () => {
    expect(benchmarksBeside(school('special', '881/7000'), { year: 2023 })).toMatchObject({ year: 2023, spread: null })
    const census = benchmarksBeside(school('secondary', '881/4000'), { year: 2026, series: 'census' })
    for (const { source } of census?.rows ?? []) expect(source).toMatch(/census/)
    expect(census?.spread ?? null).toBeNull()
  })

  test.each(['nursery', 'alternative-provision', 'sixteen-plus'] as const)('is nothing for %s', (phase) => {
    expect(benchmarksBeside(school(phase, '881/4000'), { year: 2026 })).toBeNull()
  })

  test.each([
    [7.77, 1],
    [7.78, 2],
    [8.5, 2],
    [9.23, 3],
    [9.24, 4],
  ])('a secondary absence of %s % would lie in quarter %i of the authorities', (rate, quarter) => {
    const spread = benchmarksBeside(school('secondary', '881/4000'), { year: 2025 })?.spread
    expect(spread && quarterOf(rate, spread.absence)).toBe(quarter)
  })
})
