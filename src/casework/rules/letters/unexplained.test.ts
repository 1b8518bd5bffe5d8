import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { unexplainedInWords, unexplainedSince, unexplainedStretches } from './unexplained.ts'

const YEAR = 2026 as SchoolYear
const place = (of: string, half: 'AM' | 'PM' = 'AM') => sessionIndex({ day: day(of), half })

/** A strip with a code on both sessions of each day. */
function said(days: Readonly<Record<string, Code>>, from = '2026-09-01'): string | undefined {
  const strip = new Uint8Array(732)
  for (const [of, code] of Object.entries(days))
    for (const half of ['AM', 'PM'] as const) strip[place(of, half)] = byteOfCode(code)
  return unexplainedInWords(unexplainedStretches(strip, { year: YEAR, from: place(from), to: strip.length - 1 }))
}

describe('what nobody has explained of the days that a letter counts', () => {
  it('is nothing where every absence has a reason, or none is accepted', () => {
    expect(said({ '2026-11-16': 'O', '2026-11-17': 'I', '2026-11-18': '/' })).toBeUndefined()
  })

  it('is named by its days, with how many sessions it is', () => {
    const week = {
      '2026-11-16': 'N',
      '2026-11-17': 'N',
      '2026-11-18': 'N',
      '2026-11-19': 'N',
      '2026-11-20': 'N',
    } as const
    expect(said({ '2026-11-13': 'O', ...week })).toMatch(/^Nobody has explained 16–20 November \(10 sessions\)\. Find/)
    expect(said({ '2026-11-20': 'N' })).toMatch(/^Nobody has explained 20 November \(2 sessions\)/)
    expect(said({ '2026-10-30': 'N', '2026-11-02': 'N' })).toMatch(/30 October – 2 November/)
  })

  it('ends with a day on which the child came, and goes over days without school', () => {
    expect(said({ '2026-11-13': 'N', '2026-11-16': 'N' })).toMatch(/explained 13–16 November \(4/)
    expect(said({ '2026-11-13': 'N', '2026-11-16': '/', '2026-11-17': 'N' })).toMatch(/13 November, 17 November/)
    const days = ['02', '04', '06', '10', '12'].map((at) => [`2026-11-${at}`, 'N' as const])
    const between = ['03', '05', '09', '11'].map((at) => [`2026-11-${at}`, '/' as const])
    expect(said(Object.fromEntries([...days, ...between]))).toMatch(
      /earlier days, 6 November, 10 November, 12 November/,
    )
  })

  it('is of the child’s own days alone', () => {
    expect(said({ '2026-09-10': 'N' }, '2026-11-02')).toBeUndefined()
  })

  it('stops a letter that was put in the queue before, and none whose writer had read of it', () => {
    const stretch = (last: string) => [{ first: day('2026-11-16'), last: day(last), sessions: 2 }]
    const written = { day: day('2026-11-18'), flagsSeen: [] }
    const read = { ...written, flagsSeen: ['unexplained'] }
    expect(unexplainedSince([], written)).toBeUndefined()
    expect(unexplainedSince(stretch('2026-11-19'), written)).toMatch(/^Nobody has explained .* once they are explained/)
    expect(unexplainedSince(stretch('2026-11-17'), read)).toBeUndefined()
    expect(unexplainedSince(stretch('2026-11-19'), read)).toMatch(/^Nobody has explained 16–19 November/)
  })
})
