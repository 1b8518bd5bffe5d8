import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { journalOnPaper, marksByWeek, NO_MARK } from './marks-on-paper.ts'

const day = (of: string, morning: string, afternoon: string) => ({ key: of, row: { of, morning, afternoon } })

describe('marks as the paper has them', () => {
  it('stand a line for each week, two for each day, with what their codes mean', () => {
    const { years, codes } = marksByWeek([
      day('2026-07-20', '/', '\\'),
      day('2026-09-03', 'L', ''),
      day('2026-09-04', 'O', 'O'),
    ])
    expect(years).toEqual([
      { year: '2025/26', weeks: [{ of: '20 Jul 2026', marks: ['/', '\\', '', '', '', '', '', '', '', ''] }] },
      { year: '2026/27', weeks: [{ of: '31 Aug 2026', marks: ['', '', '', '', '', '', 'L', '', 'O', 'O'] }] },
    ])
    expect(codes.find(({ code }) => code === 'O')?.words).toBe('Absent in other or unknown circumstances')
  })

  it('have room for a Saturday where a school marks one', () => {
    expect(marksByWeek([day('2026-09-05', '/', '')]).years[0]?.weeks[0]?.marks).toHaveLength(12)
  })

  it('lose no change: each is a line of its own or one of those told together', () => {
    const change = fc.record({
      key: fc.uuid(),
      row: fc.record({
        of: fc.constantFrom('2026-09-03', '2026-11-20'),
        before: fc.constantFrom(NO_MARK, 'N'),
        details: fc.constantFrom('', 'arrival time: 09:04'),
        how: fc.constantFrom('taken', 'amended'),
        made_by_name: fc.constantFrom('Tom Tutor', 'Olu Officer'),
        made_by_position: fc.constant('Tutor'),
        reason: fc.constant(''),
      }),
    })
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const { lines, together } = journalOnPaper(changes)
        expect(lines.length + together.reduce((sum, { count }) => sum + count, 0)).toBe(changes.length)
        expect(lines).toEqual(changes.filter(({ row }) => row.before !== NO_MARK || row.details !== ''))
      }),
    )
  })
})
