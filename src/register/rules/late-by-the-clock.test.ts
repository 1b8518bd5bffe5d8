import { describe, expect, it } from 'vitest'
import type { Half } from '../../kernel/session.ts'
import { type TimeOfDay, timeOfDay } from '../../kernel/time-of-day.ts'
import type { Code } from '../../law/codes.ts'
import { NINE } from '../../testing/register-entries.ts'
import { clockFaultOf } from './late-by-the-clock.ts'

describe('L and U by the pupil’s own clock (8.30 to 8.45; 13.00 to 13.15; the day ends at 15.00)', () => {
  it.each<[Code, Half, string | null, string | undefined]>([
    ['L', 'AM', '08:31', undefined],
    ['L', 'AM', '08:44', undefined],
    ['L', 'AM', '08:30', 'so they were there when it began: /'],
    ['L', 'AM', '08:45', 'had closed at 08:45, so this is U'],
    ['U', 'AM', '08:45', undefined],
    ['U', 'AM', '12:59', undefined],
    ['U', 'AM', '08:44', 'open until 08:45, so this is L'],
    ['U', 'AM', '13:00', 'session ended at 13:00'],
    ['U', 'PM', '13:00', 'so they were there when it began: \\'],
    ['L', 'PM', '13:14', undefined],
    ['U', 'PM', '14:59', undefined],
    ['U', 'PM', '15:00', 'session ended at 15:00'],
    ['L', 'AM', null, undefined],
    ['M', 'AM', '08:00', undefined],
  ])('%s in the %s at %s: %s', (...[code, half, time, said]) => {
    const arrivedAt: TimeOfDay | null = time === null ? null : timeOfDay(time)
    const fault = clockFaultOf({ code, half, arrivedAt }, NINE)
    if (said === undefined) expect(fault).toBeUndefined()
    else expect(fault?.message).toContain(said)
  })

  it('lets nobody overrule the end of the session, and lets the rest be overruled', () => {
    const codeOf = (code: Code, time: string) =>
      clockFaultOf({ code, half: 'AM', arrivedAt: timeOfDay(time) }, NINE)?.code
    expect([codeOf('L', '13:00'), codeOf('U', '15:30')]).toEqual(['register.session-over', 'register.session-over'])
    expect([codeOf('L', '08:29'), codeOf('L', '09:00'), codeOf('U', '08:40')]).toEqual(
      Array(3).fill('register.late-by-the-clock'),
    )
  })
})
