import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import { improveRows, sessionsByDay, thresholdLines } from './paper-rows.ts'

const at = (on: string) => `${on}T12:00:00.000Z` as Moment
let number = 0
const event = (kind: ThreadEvent['kind'], on: string, body: object): ThreadEvent =>
  ({ kind, day: day(on), number: ++number, at: at(on), by: { name: '', position: '' }, body }) as unknown as ThreadEvent
const session = (on: string, half: 'AM' | 'PM', code: string) => ({ day: day(on), half, code })

describe('what a request for a penalty notice rests on', () => {
  it('tells its sessions a day in a row, each half with its own code', () => {
    const given = [session('2026-11-03', 'PM', 'O'), session('2026-11-02', 'AM', 'U'), session('2026-11-03', 'AM', 'G')]
    expect(sessionsByDay(given)).toEqual([
      ['Monday 2 November 2026', 'U', ''],
      ['Tuesday 3 November 2026', 'G', 'O'],
    ])
  })

  it('tells when the threshold was met and what else counted, as the head saw it then', () => {
    const basis = { decision: 'penalty notice', words: '', sessions: [] }
    const first = event('decided', '2026-11-20', { ...basis, metOn: day('2026-11-13') })
    const also = [session('2026-12-03', 'AM', 'O')]
    const again = event('decided', '2027-01-04', { ...basis, metOn: null, also })
    expect(thresholdLines([first, again], at('2026-12-01'))).toEqual([
      'The national threshold was met on Friday 13 November 2026.',
    ])
    expect(thresholdLines([first, again], at('2027-01-04')).join(' ')).toMatch(/was not met\. .*: 3 Dec 2026 AM O\.$/)
    expect(thresholdLines([first, again], at('2026-11-01'))).toEqual([])
  })

  it('tells of a notice to improve what had come of it by then, and that there was none', () => {
    const told = { first: day('2026-11-30'), last: day('2026-12-18'), weeks: 3 }
    const notice = [
      event('improve-drafted', '2026-11-23', told),
      event('improve-sent', '2026-11-24', {}),
      event('improve-ended', '2027-01-04', {
        ...{ outcome: 'not improved', attended: 24, possible: 30, unauthorised: 6 },
      }),
    ]
    expect(improveRows([notice], at('2027-01-04'))[0]?.[1]).toBe(
      'Sent on 24 Nov 2026, for 30 Nov 2026 to 18 Dec 2026 (3 school weeks). Ended on 4 Jan 2027: not improved; 24 of 30 half days in school, 6 unauthorised.',
    )
    expect(improveRows([notice], at('2026-12-20'))[0]?.[1]).toMatch(/It has not ended\.$/)
    expect(improveRows([notice], at('2026-11-23'))).toEqual([['Notice to improve', 'None to this parent']])
  })
})
