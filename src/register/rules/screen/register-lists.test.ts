import { describe, expect, it } from 'vitest'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import type { RegisterState } from '../../contract.ts'
import { countsInWords, isMissing, minutesWords } from './register-lists.ts'

const COUNTS = { present: 0, late: 0, absent: 0, elsewhere: 0, notRequired: 0, notMarked: 3, leftSite: 0 }
const clock = (phase: 'before' | 'open' | 'after', minutesLeft: number | null) => ({
  opens: timeOfDay('08:40'),
  closes: timeOfDay('09:10'),
  phase,
  minutesLeft,
})

describe('a register in words', () => {
  it('says who is elsewhere or not due where somebody is', () => {
    const counts = { ...COUNTS, present: 24, late: 1, absent: 3 }
    expect(countsInWords(counts)).toBe('24 present, 1 late, 3 absent')
    expect(countsInWords({ ...counts, elsewhere: 2, notRequired: 1 })).toBe(
      '24 present, 1 late, 3 absent, 2 elsewhere, 1 not due',
    )
  })
})

describe('the list of missing registers', () => {
  it.each<[RegisterState, number, boolean]>([
    ['not-taken', 3, true],
    ['being-taken', 1, true],
    ['taken', 0, false],
    ['amended', 0, false],
    ['closed', 0, false],
    ['closed', 2, true],
  ])('%s with %i blanks: missing is %s', (state, notMarked, expected) => {
    expect(isMissing({ state, counts: { ...COUNTS, notMarked } })).toBe(expected)
  })

  it.each([
    [clock('before', 40), 'not-taken', 'Opens at 08:40'],
    [clock('open', 12), 'not-taken', '12 minutes left'],
    [clock('open', 1), 'being-taken', '1 minute left'],
    [clock('after', 0), 'not-taken', 'Due now'],
    [clock('after', -1), 'not-taken', '1 minute overdue'],
    [clock('after', -9), 'not-taken', '9 minutes overdue'],
    [clock('after', -9), 'closed', 'Closed at 09:10'],
    [clock('open', 12), 'taken', 'Closes at 09:10'],
    [clock('after', -9), 'taken', 'Closed at 09:10'],
    [clock('after', null), 'not-taken', 'Closed at 09:10'],
  ] as const)('a register %o that is %s reads "%s"', (of, state, words) => {
    expect(minutesWords({ clock: of, state, counts: COUNTS })).toBe(words)
  })
})
