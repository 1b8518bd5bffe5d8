import { describe, expect, it } from 'vitest'
import { PHASES } from './school.ts'
import { parseYearGroups, usualYearGroups } from './year-groups.ts'

describe('year groups as somebody types them', () => {
  it.each([
    ['7-11', '7 8 9 10 11'],
    ['R-2', 'R 1 2'],
    ['Year 10, Year 11', '10 11'],
    ['12–13', '12 13'],
    ['9,7,8', '7 8 9'],
    ['N2,R-1,1', 'N2 R 1'],
  ])('“%s” is %s', (text, expected) => {
    expect(parseYearGroups(text)?.join(' ')).toBe(expected)
  })

  it.each(['', '7-', '11-7', '7-9-11', '14', 'all', '7;8'])('“%s” is asked for again', (text) => {
    expect(parseYearGroups(text)).toBeUndefined()
  })

  it('are never guessed for a phase whose schools differ', () => {
    expect(PHASES.filter((phase) => usualYearGroups(phase) !== undefined)).toEqual([
      'primary',
      'secondary',
      'sixteen-plus',
    ])
  })
})
