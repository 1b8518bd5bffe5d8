import { describe, expect, it } from 'vitest'
import { type TimeOfDay, timeOfDay } from '../kernel/time-of-day.ts'
import { type ClockFault, clockFaults, type DayClock, type YearGroupClock } from './day-clock.ts'

function clock(text: string): DayClock {
  const [arriveBy, amOpen, amClose, pmOpen, pmClose, dayEnd] = text.split(' ').map(timeOfDay) as TimeOfDay[]
  if (!arriveBy || !amOpen || !amClose || !pmOpen || !pmClose || !dayEnd) throw new Error(`six times: ${text}`)
  return { arriveBy, amOpen, amClose, pmOpen, pmClose, dayEnd }
}

// The clocks of the sample policy, and what another of its sections says about closing.
const YEAR_9: YearGroupClock = { yearGroup: '9', clock: clock('08:25 08:30 08:45 13:00 13:15 15:00') }
const YEAR_8: YearGroupClock = { yearGroup: '8', clock: clock('08:55 09:00 09:15 13:30 13:45 15:30') }
const YEAR_7: YearGroupClock = { yearGroup: '7', clock: clock('08:55 09:00 09:15 14:00 14:15 15:30') }

function summary(faults: readonly ClockFault[]): string[] {
  return faults.map(({ code, values: [one, other] }) => `${code}: ${one.value} / ${other.value}`)
}

describe('clocks that need no decision', () => {
  it('are one clock for everybody, open for up to 30 minutes', () => {
    const same = clock('08:40 08:45 09:15 13:00 13:30 15:15')
    expect(
      clockFaults([
        { yearGroup: 'R', clock: same },
        { yearGroup: '1', clock: same },
      ]),
    ).toEqual([])
    expect(clockFaults([])).toEqual([])
  })
})

describe('the clocks of the sample policy', () => {
  it('are noted for different times of different year groups', () => {
    expect(summary(clockFaults([YEAR_7, YEAR_8, YEAR_9]))).toEqual([
      'clock.different-times: 08:30 / 09:00',
      'clock.different-times: 13:00 / 14:00',
    ])
    expect(clockFaults([YEAR_7, YEAR_8, YEAR_9])[0]).toMatchObject({
      severity: 'warn',
      yearGroups: ['7', '8', '9'],
      verified: true,
    })
  })

  it('are noted for closing at two times', () => {
    const twice = [{ which: 'amClose' as const, time: timeOfDay('09:00'), where: 'section 4.4' }]
    const faults = clockFaults([{ ...YEAR_9, alsoStated: twice }])
    expect(summary(faults)).toEqual(['clock.stated-twice: 08:45 / 09:00'])
    expect(faults[0]?.message).toContain('section 4.4')
  })

  it('do not fit one late desk time and one opening for all', () => {
    const faults = clockFaults([YEAR_8, YEAR_9], {
      lateDeskFrom: timeOfDay('09:00'),
      registerOpensAt: timeOfDay('08:30'),
    })
    expect(summary(faults).slice(2)).toEqual([
      'clock.late-desk-time: 09:00 / 09:00',
      'clock.late-desk-time: 09:00 / 08:45',
      'clock.opening-not-for-all: 08:30 / 09:00',
    ])
    expect(faults[2]?.message).toContain('only opens at 09:00')
    expect(faults[3]?.message).toContain('closes at 08:45')
  })
})

describe('a clock that needs a decision', () => {
  it.each([
    ['08:40 08:45 09:16 13:00 13:31 15:15', ['clock.open-too-long: 31 minutes / 30 minutes']],
    ['08:40 08:45 09:00 13:00 13:10 15:15', ['clock.unequal-lengths: 10 minutes / 15 minutes']],
    ['08:50 08:45 09:00 13:00 13:15 15:15', ['clock.order: 08:50 / 08:45']],
    ['08:40 08:45 09:00 08:55 09:10 15:15', ['clock.order: 09:00 / 08:55']],
    ['08:40 08:45 09:00 13:00 13:15 13:10', ['clock.order: 13:15 / 13:10']],
  ])('%s', (times, expected) => {
    const faults = clockFaults([{ yearGroup: '4', clock: clock(times) }])
    expect(summary(faults)).toEqual(expect.arrayContaining(expected))
    expect(faults.every(({ code, severity }) => (code === 'clock.order') === (severity === 'refuse'))).toBe(true)
  })

  it('closes after it opens', () => {
    const faults = clockFaults([{ yearGroup: '4', clock: clock('08:40 08:45 08:45 13:00 13:15 15:15') }])
    expect(summary(faults)).toContain('clock.order: 08:45 / 08:45')
  })

  it('is compared with the other year groups too', () => {
    const [one, other] = [clock('08:40 08:45 09:00 13:00 13:15 15:15'), clock('08:40 08:45 09:05 13:00 13:20 15:15')]
    expect(
      summary(
        clockFaults([
          { yearGroup: '3', clock: one },
          { yearGroup: '4', clock: other },
        ]),
      ),
    ).toEqual(['clock.unequal-lengths: 15 minutes / 20 minutes'])
  })
})
