import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, timeOfDay } from '../kernel/time-of-day.ts'
import { type DayClock, lateMark, registerState } from './day-clock.ts'

const CLOCK: DayClock = {
  arriveBy: timeOfDay('08:25'),
  amOpen: timeOfDay('08:30'),
  amClose: timeOfDay('08:45'),
  pmOpen: timeOfDay('13:00'),
  pmClose: timeOfDay('13:15'),
  dayEnd: timeOfDay('15:00'),
}
const anyTime = fc.integer({ min: 0, max: 1439 }).map((minutes) => addMinutes(timeOfDay('00:00'), minutes))
const anyHalf = fc.constantFrom('AM' as const, 'PM' as const)

describe('a pupil who arrives', () => {
  it.each([
    ['AM', '08:10', 'present'],
    ['AM', '08:27', 'present'],
    ['AM', '08:30', 'present'],
    ['AM', '08:31', 'L'],
    ['AM', '08:44', 'L'],
    ['AM', '08:45', 'U'],
    ['AM', '12:59', 'U'],
    ['AM', '13:00', 'session over'],
    ['PM', '09:10', 'present'],
    ['PM', '13:00', 'present'],
    ['PM', '13:14', 'L'],
    ['PM', '13:15', 'U'],
    ['PM', '14:59', 'U'],
    ['PM', '15:00', 'session over'],
  ] as const)('for the %s at %s is %s', (half, at, expected) => {
    expect(lateMark(CLOCK, half, timeOfDay(at))).toBe(expected)
  })

  it('never gets a better mark by coming later', () => {
    const order = ['present', 'L', 'U', 'session over']
    fc.assert(
      fc.property(anyHalf, anyTime, anyTime, (half, one, other) => {
        const [first, second] = one <= other ? [one, other] : [other, one]
        return order.indexOf(lateMark(CLOCK, half, first)) <= order.indexOf(lateMark(CLOCK, half, second))
      }),
    )
  })

  it('gets L only while the register is open, and U only when it has closed', () => {
    fc.assert(
      fc.property(anyHalf, anyTime, (half, at) => {
        const { state } = registerState(CLOCK, half, at)
        const mark = lateMark(CLOCK, half, at)
        if (mark === 'L') expect(state).toBe('open')
        expect(mark === 'U').toBe(state === 'closed')
        expect(mark === 'session over').toBe(state === 'session over')
      }),
    )
  })
})

describe('a register', () => {
  it.each([
    ['AM', '08:00', 'not yet', 30],
    ['AM', '08:29', 'not yet', 1],
    ['AM', '08:30', 'open', 15],
    ['AM', '08:44', 'open', 1],
    ['AM', '08:45', 'closed', 255],
    ['AM', '13:00', 'session over', 0],
    ['PM', '08:45', 'not yet', 255],
    ['PM', '13:05', 'open', 10],
    ['PM', '15:00', 'session over', 0],
  ] as const)('of the %s is at %s %s for %i minutes', (...[half, now, state, minutesLeft]) => {
    expect(registerState(CLOCK, half, timeOfDay(now))).toEqual({ state, minutesLeft })
  })

  it('changes state exactly when its minutes have run out', () => {
    fc.assert(
      fc.property(anyHalf, anyTime, (half, now) => {
        const { state, minutesLeft } = registerState(CLOCK, half, now)
        if (state === 'session over') return
        expect(registerState(CLOCK, half, addMinutes(now, minutesLeft - 1)).state).toBe(state)
        expect(registerState(CLOCK, half, addMinutes(now, minutesLeft)).state).not.toBe(state)
      }),
    )
  })
})
