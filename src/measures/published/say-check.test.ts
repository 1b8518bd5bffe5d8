import { describe, expect, test } from 'vitest'
import { checkFile } from '../rules/published/check-file.ts'
import { createRollUp, WITHIN_A_FILE } from '../rules/published/roll-up.ts'
import { allInWords, fileInWords } from './say-check.ts'

const ROW: Readonly<Record<string, string>> = {
  time_period: '2025',
  geographic_level: 'National',
  possible_sessions: '100',
  overall_attendance: '90',
  present_sessions: '88',
  approved_educational_activity: '2',
  overall_absence: '10',
  authorised_absence: '6',
  unauthorised_absence: '4',
}

function said(without: readonly string[]): string {
  const names = Object.keys(ROW).filter((name) => !without.includes(name))
  const rollUp = createRollUp(WITHIN_A_FILE)
  const checker = checkFile(names, rollUp)
  if (checker === undefined) throw new Error('a header of published figures')
  checker.row(
    names.map((name) => ROW[name] ?? ''),
    2,
  )
  return fileInWords({ name: 'one.csv', notes: [], check: checker.finish(), rollUps: rollUp.results() }).join('\n')
}

describe('What is said of a checked file', () => {
  test('names the usual columns that it does not have: nothing of them was compared', () => {
    expect(said([])).not.toContain('not compared')
    expect(said(['present_sessions'])).toContain('no column of, and so not compared: present sessions')
    expect(said(['present_sessions', 'authorised_absence'])).toContain(
      'not compared: authorised absence, present sessions',
    )
  })

  test('does not miss columns of attendance in a file of absence alone', () => {
    expect(said(['present_sessions', 'overall_attendance', 'approved_educational_activity'])).not.toContain(
      'not compared',
    )
  })

  test('claims no more than the columns and rows that are there', () => {
    expect(allInWords('agrees')).toBe('All rows with counts agree, in the columns that are there.')
  })
})
