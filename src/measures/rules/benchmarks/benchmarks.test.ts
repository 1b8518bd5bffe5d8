import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { referenceData } from '../../../testing/reference-data.ts'
import { authoritySpread, BENCHMARKS, benchmarkFor } from './benchmarks.ts'

const file = referenceData('dfe/year_2025-26.csv')
const rows: Readonly<Record<string, string>>[] =
  file === undefined ? [] : parse(readFileSync(file), { columns: true, bom: true })
const NAMES: Readonly<Record<string, string>> = { Southend: 'Southend-on-Sea' }

describe('benchmarks', () => {
  it('never answer with another series, year or period', () => {
    expect(benchmarkFor({ series: 'daily', level: 'national', phase: 'all', year: 2025 })?.absent).toBe(6.88)
    expect(benchmarkFor({ series: 'census', level: 'national', phase: 'all', year: 2025 })).toBeUndefined()
    expect(benchmarkFor({ series: 'census', level: 'national', phase: 'all', year: 2024 })).toBeUndefined()
    expect(
      benchmarkFor({ series: 'daily', level: 'national', phase: 'all', year: 2024, period: 'autumn' })?.absent,
    ).toBe(6.52)
    expect(benchmarkFor({ series: 'census', level: 'national', phase: 'all', year: 2023 })?.unverified).toBe(true)
    expect(
      benchmarkFor({ series: 'census', level: 'national', phase: 'all', year: 2024, period: 'autumn' })?.absent,
    ).toBe(6.38)
    expect(
      benchmarkFor({ series: 'daily', level: { region: 'east of england' }, phase: 'all', year: 2022 })?.persistent,
    ).toBe(21.99)
  })

  it('stand once each, with a source, and add up to themselves', () => {
    const keys = BENCHMARKS.map(({ series, level, place, phase, year, period }) =>
      [series, level, place, phase, year, period].join(),
    )
    expect(new Set(keys).size).toBe(keys.length)
    for (const { source, absent, authorised, unauthorised } of BENCHMARKS) {
      expect(source).toMatch(/DfE/)
      if (authorised !== undefined)
        expect(Math.abs((absent ?? 0) - authorised - (unauthorised ?? 0))).toBeLessThan(0.021)
    }
  })

  it.skipIf(file === undefined)('of 2025/26 are those of the published file, to two decimals', () => {
    const of2025 = BENCHMARKS.filter(({ series, year }) => series === 'daily' && year === 2025)
    expect(of2025).toHaveLength(52)
    for (const { level, place, phase, absent, unauthorised, persistent } of of2025) {
      const row = rows.find(
        (one) =>
          (one.education_phase ?? '').toLowerCase() === (phase === 'all' ? 'total' : phase) &&
          (level === 'national' ? one.geographic_level === 'National' : true) &&
          (level === 'region' ? one.geographic_level === 'Regional' && one.region_name === place : true) &&
          (level === 'authority' ? one.la_name === (NAMES[place] ?? place) : true),
      )
      expect(row, `${place} ${phase}`).toBeDefined()
      for (const [typed, published] of [
        [absent, row?.overall_absence_perc],
        [unauthorised, row?.unauthorised_absence_perc],
        [persistent, row?.pa_perc],
      ] as const)
        expect(Math.abs(Number(published) - (typed ?? NaN)), `${place} ${phase}`).toBeLessThanOrEqual(0.00501)
    }
  })

  it.skipIf(file === undefined)('the spread of authorities has the file’s least, median and most', () => {
    for (const phase of ['primary', 'secondary', 'special'] as const) {
      const rates = rows
        .filter((row) => row.geographic_level === 'Local authority' && row.education_phase?.toLowerCase() === phase)
        .map((row) => Number(row.overall_absence_perc))
        .filter((one) => !Number.isNaN(one))
        .sort((a, b) => a - b)
      const spread = authoritySpread(phase, 'absent')
      expect(rates[0]).toBeCloseTo(spread?.least ?? NaN, 1)
      expect(rates.at(-1)).toBeCloseTo(spread?.most ?? NaN, 1)
      expect(rates[Math.floor(rates.length / 2)]).toBeCloseTo(spread?.median ?? NaN, 1)
    }
  })
})
