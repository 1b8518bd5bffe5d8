import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import { sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { firstDayBack, placedDays } from './first-day-back.ts'

const FIRST = day('2026-11-02')
/** School days of two weeks and a half, from a Monday. */
const DAYS: readonly Day[] = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15].map((days) => addDays(FIRST, days))

/** One word for each day: "I" both halves, "/I" morning here and afternoon ill, "." nothing entered. */
function back(words: string, long = 5) {
  const strip = new Uint8Array(732)
  const marks = words.split(' ')
  for (const [place, word] of marks.entries()) {
    const on = DAYS[place]
    if (on === undefined || word === '.') continue
    const [am = word, pm = am] = word.length === 2 && word !== 'C2' ? [word[0], word[1]] : [word, word]
    strip[sessionIndex({ day: on, half: 'AM' })] = byteOfCode(am as Code)
    strip[sessionIndex({ day: on, half: 'PM' })] = byteOfCode(pm as Code)
  }
  const days = DAYS.slice(0, marks.length)
  const found = firstDayBack(strip, { days: placedDays(days), today: days.at(-1) ?? FIRST, long })
  return found === undefined
    ? 'nobody'
    : `${found.away} away, ${DAYS.indexOf(found.day)}, ${found.here ? 'here' : 'looked for'}`
}

describe('the first day back', () => {
  it.each([
    ['is a day in school after five away', 'I I I I I /', '5 away, 5, here'],
    ['is a half day too', 'I I I I I I/', '5 away, 5, here'],
    ['is looked for while nothing of today is known', 'I I I I I .', '5 away, 5, looked for'],
    ['has not come while the child is away', 'I I I I I I', 'nobody'],
    ['does not follow four days away', 'I I I I /', 'nobody'],
    ['is not counted through a day in school', 'I I I / I I I /', 'nobody'],
    ['follows absence of whatever kind', 'I G N O C2 /', '5 away, 5, here'],
    ['is counted through a day on which nothing was taken', 'I I I . I I /', '5 away, 6, here'],
    ['is counted through a planned closure', 'I I I # I I /', '5 away, 6, here'],
    ['is that of a child who came after the register had closed', 'I I I I I UI', '5 away, 5, here'],
    ['is not a day at another place', 'I I I I I B /', '5 away, 6, here'],
    ['is shown for three school days', 'I I I I I / / /', '5 away, 5, here'],
    ['is over on the fourth', 'I I I I I / / / /', 'nobody'],
    ['is not found again while the child is away a day later', 'I I I I I / I', '5 away, 5, here'],
  ])('%s: %s', (_, marks, found) => {
    expect(back(marks)).toBe(found)
  })

  it('comes after as many days as the school has set', () => {
    expect([back('I I /', 2), back('I I /', 3)]).toEqual(['2 away, 2, here', 'nobody'])
  })
})
