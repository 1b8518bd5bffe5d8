import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../../duties/contract.ts'
import { day } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import type { SchoolCalendar } from '../../../roll/contract.ts'
import { daysToStayIn, halvesKeptAway, noPublicPlaceNotice, type Suspended } from './public-place.ts'

const CALENDAR: SchoolCalendar = {
  year: 2026 as SchoolYear,
  terms: [{ name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') }],
  daysOff: [],
}
const DAYS = schoolDaysOf([CALENDAR])
const at = (on: string, half: 'AM' | 'PM' = 'AM') => ({ day: day(on), half })
const suspended = (from: string, more: Partial<Suspended> = {}): Suspended => ({
  ...{ from: at(from), to: null, expectedFrom: null },
  ...more,
})

describe('the days on which a suspended child may not be in a public place', () => {
  const WEEK = ['2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25']
  it.each<[string, Suspended, readonly string[]]>([
    ['are the first five school days of an exclusion, whatever lies between', suspended('2026-11-19'), WEEK],
    [
      'are no more than those of a suspension that is shorter',
      suspended('2026-11-19', { to: at('2026-11-20', 'PM') }),
      WEEK.slice(0, 2),
    ],
    ['are half of the day on which it begins at noon', suspended('2026-11-19', { from: at('2026-11-19', 'PM') }), WEEK],
    [
      'end with it where it ended early, at noon after that morning',
      suspended('2026-11-19', { expectedFrom: at('2026-11-23', 'PM') }),
      WEEK.slice(0, 3),
    ],
    ['are none where it was withdrawn', suspended('2026-11-19', { expectedFrom: at('2026-11-19') }), []],
  ])('%s', (_, suspension, days) => expect(daysToStayIn(DAYS, suspension)).toEqual(days))
})

describe('a notice about a public place', () => {
  const why = (toldOn: string, seenOn: string, suspension = suspended('2026-11-19', { to: at('2026-11-20', 'PM') })) =>
    noPublicPlaceNotice(DAYS, { suspension, toldOn: day(toldOn), seenOn: day(seenOn), present: [] })

  it('is for the days of a suspension that is recorded, after the parents were told, and names those days', () => {
    expect(why('2026-11-18', '2026-11-20')).toBeUndefined()
    expect(why('2026-11-20', '2026-11-19')).toMatch(/told first/)
    expect(why('2026-11-18', '2026-11-23')).toMatch(/as far as it lasts: 19 Nov 2026, 20 Nov 2026\.$/)
    expect(why('2026-11-18', '2026-11-26', suspended('2026-11-19'))).toMatch(/first five school days/)
    const withdrawn = suspended('2026-11-19', { expectedFrom: at('2026-11-19') })
    expect(why('2026-11-18', '2026-11-19', withdrawn)).toMatch(/withdrawn/)
  })

  it('is not for a child whom the register has present: that mark is put right first', () => {
    const suspension = suspended('2026-11-19')
    const on = { suspension, toldOn: day('2026-11-18'), seenOn: day('2026-11-19') }
    expect(noPublicPlaceNotice(DAYS, { ...on, present: [{ half: 'AM', code: '/' }] })).toMatch(
      /present on 19 Nov 2026 \(morning: \/\).*have it amended/,
    )
    const fromNoon = { from: at('2026-11-19', 'PM'), to: at('2026-11-20'), expectedFrom: null }
    expect([day('2026-11-19'), day('2026-11-20')].map((one) => halvesKeptAway(one, fromNoon))).toEqual([['PM'], ['AM']])
  })
})
