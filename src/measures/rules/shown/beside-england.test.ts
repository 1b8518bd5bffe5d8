import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { STRIP_LENGTH } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { enrolledWith, factsOf, presentAt } from '../../../testing/figures-facts.ts'
import { GROUP_BENCHMARKS } from '../benchmarks/group-benchmarks.ts'
import { comparedWith, groupName, ownCounted } from './beside-england.ts'

const YEAR = schoolYear(2026)
const find = (phase: Parameters<typeof comparedWith>[0], id: string, year = YEAR) =>
  comparedWith(phase, year).find(({ series, period }) => `${series} ${period}` === id)

describe('What DfE publishes to set a school beside', () => {
  test('is the latest of each series and part of a year, of the school’s phase', () => {
    expect(find('secondary', 'daily year')?.england).toMatchObject({ year: 2025, phase: 'secondary', absent: 8.49 })
    expect(find('secondary', 'daily autumn')?.england).toMatchObject({ year: 2024, absent: 7.91, persistent: 22.5 })
    expect(find('primary', 'census autumn')?.england).toMatchObject({ year: 2024, absent: 5.07 })
    expect(find('primary', 'census autumn', schoolYear(2023))?.england).toMatchObject({ year: 2023, absent: 5.25 })
    expect(find('secondary', 'census year')?.england).toMatchObject({ year: 2022, persistent: 26.5, severe: 3.4 })
    expect(find('alternative-provision', 'census autumn and spring')?.england).toMatchObject({ persistent: 81.2 })
  })

  test('is never one series in place of another', () => {
    for (const { series, england, groups } of comparedWith('secondary', YEAR)) {
      if (england !== undefined) expect(england.series).toBe(series)
      for (const group of groups) expect(group.series).toBe(series)
    }
  })

  test('has year groups for mainstream schools only', () => {
    const years = (phase: Parameters<typeof comparedWith>[0]) =>
      find(phase, 'census year')?.groups.filter(({ mainstreamOnly }) => mainstreamOnly).length
    expect(years('secondary')).toBe(11)
    expect(years('special')).toBe(0)
    expect(years('alternative-provision')).toBe(0)
  })

  test('says of each group where it is from, and which nobody has seen', () => {
    for (const { citation, absent, persistent, group } of GROUP_BENCHMARKS) {
      expect(citation.source).toMatch(/DfE.*20\d\d/)
      expect(absent ?? persistent, group).toBeGreaterThan(0)
      expect(groupName(group)).not.toBe(group)
    }
    const census = find('secondary', 'census year')?.groups ?? []
    // The latest of each group: support and plans apart were last seen of 2021/22.
    expect(census.find(({ group }) => group === 'no-sen')).toMatchObject({ year: 2022, citation: { verified: true } })
    expect(census.find(({ group }) => group === 'ehcp')).toMatchObject({ year: 2021, citation: { verified: false } })
  })
})

describe('The school’s own side', () => {
  const strip = new Uint8Array(STRIP_LENGTH)
  const ill = new Uint8Array(STRIP_LENGTH)
  // Ten sessions from Monday 7 September 2026.
  for (let place = 74; place < 84; place++) {
    strip[place] = presentAt(place)
    ill[place] = byteOfCode('I')
  }
  const twelve = (number: number) => enrolledWith(number, { strip, born: day('2014-10-01'), yearGroup: '7' })
  // 16 on 31 August 2026: in the year to date of other pages, in nothing that DfE publishes.
  const sixteen = enrolledWith(20, { strip: ill, born: day('2009-10-01'), yearGroup: '12' })
  const until = { day: day('2026-11-20'), half: 'PM' as const }
  const groups = GROUP_BENCHMARKS

  test('leaves out whom the published figures leave out, and says that the term is not over', () => {
    const facts = factsOf([...[1, 2, 3, 4, 5, 6].map(twelve), sixteen])
    const own = ownCounted({ series: 'census', period: 'autumn', groups }, facts, { until, flags: [] })
    expect(own).toMatchObject({ isComplete: false, figures: { enrolments: 6, sessions: { absent: 0, possible: 60 } } })
    expect(own?.groups.get('7')).toMatchObject({ enrolments: 6 })
    expect(ownCounted({ series: 'census', period: 'spring', groups }, facts, { until, flags: [] })).toBeUndefined()
  })

  test('hides groups of a few, and support and plans together are all but those without', () => {
    const flagged = (number: number) => ({ ...twelve(number), flags: ['sen-support' as const] })
    const flags = ['sen-support', 'ehcp'] as const
    const own = (few: number) =>
      ownCounted(
        { series: 'daily', period: 'year', groups },
        factsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((one) => (one <= few ? flagged(one) : twelve(one)))),
        { until, flags },
      )?.groups
    expect(own(3)?.get('sen-support')).toBeNull()
    expect(own(3)?.get('no-sen')).toBeNull()
    expect(own(6)?.get('any-sen')).toMatchObject({ enrolments: 6 })
  })
})
