import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../duties/contract.ts'
import { addDays, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type Session, STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { bySoonest, dueForO, reasonClock, unexplainedOf } from './reason-clock.ts'

const YEAR = schoolYear(2026)
const days = schoolDaysOf([
  {
    year: YEAR,
    terms: [
      { name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') },
      { name: 'Spring', first: day('2027-01-04'), last: day('2027-03-26') },
    ],
    daysOff: [{ day: day('2026-11-27'), kind: 'inset', reason: 'Training day' }],
  } as never,
])
const within = { amount: 5, unit: 'school days' } as const
const at = (on: string, time = '09:00') => ({ within, days, now: { day: day(on), time: timeOfDay(time) } })
const ADA = 'ada' as PupilId
const session = (on: string, half: 'AM' | 'PM' = 'AM'): Session => ({ day: day(on), half })

describe('the clock of an N', () => {
  it.each([
    ['the same morning', '2026-11-23', { left: 5, overdue: false }],
    ['the day before the training day', '2026-11-26', { left: 2, overdue: false }],
    ['its last day, late', '2026-12-01', { left: 0, overdue: false }],
    ['the day after', '2026-12-02', { left: 0, overdue: true }],
  ])('of a Monday counts school days across a weekend and a training day: %s', (_, today, expected) => {
    expect(reasonClock(session('2026-11-23'), at(today, '23:59'))).toMatchObject({
      ...expected,
      due: { kind: 'by', day: '2026-12-01' },
    })
  })

  it('runs on over the Christmas holidays, and is not guessed beyond the calendar', () => {
    expect(reasonClock(session('2026-12-17'), at('2026-12-18')).due).toMatchObject({ day: '2027-01-07' })
    expect(reasonClock(session('2027-03-25'), at('2027-03-26'))).toMatchObject({
      due: { kind: 'beyond-calendar' },
      left: null,
      overdue: false,
    })
  })

  it('never runs backwards: a day later there is not more time, and overdue stays overdue', () => {
    const offset = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(offset, (later) => {
        const [now, next] = [addDays(day('2026-11-23'), later), addDays(day('2026-11-23'), later + 1)]
        const [one, two] = [now, next].map((today) => reasonClock(session('2026-11-23'), at(today)))
        expect(two?.left ?? 0).toBeLessThanOrEqual(one?.left ?? 0)
        if (one?.overdue) expect(two?.overdue).toBe(true)
      }),
    )
  })
})

describe('the N of a strip', () => {
  const strip = new Uint8Array(STRIP_LENGTH)
  for (const on of ['2026-11-02', '2026-11-23']) strip[sessionIndex(session(on))] = byteOfCode('N')
  strip[sessionIndex(session('2026-11-24'))] = byteOfCode('I')
  const from = (on: string) => new Map([[ADA, { firstSession: sessionIndex(session(on)), lastSession: 731 }]])

  it('are found within the time on roll and nowhere else', () => {
    const strips = new Map([[ADA, strip]])
    expect(unexplainedOf({ year: YEAR, strips, onRoll: from('2026-09-01') }).map((one) => one.session.day)).toEqual([
      '2026-11-02',
      '2026-11-23',
    ])
    expect(unexplainedOf({ year: YEAR, strips, onRoll: from('2026-11-10') })).toHaveLength(1)
    expect(unexplainedOf({ year: YEAR, strips, onRoll: new Map() })).toEqual([])
  })
})

describe('what the clock may turn into O', () => {
  const mark = (on: string) => ({ pupilId: ADA, session: session(on), ...reasonClock(session(on), at('2026-12-02')) })
  const warned = [{ pupilId: ADA, from: session('2026-11-23'), to: session('2026-11-23', 'PM') }]
  it.each([
    ['past its last day, and the family was told', '2026-11-23', warned, false, 1],
    ['past its last day, and nobody was told', '2026-11-23', [], false, 0],
    ['of another day than the family was told about', '2026-11-20', warned, false, 0],
    ['still within its days', '2026-11-24', [{ ...warned[0], to: session('2026-11-24') } as never], false, 0],
    ['about which a report waits for the office', '2026-11-23', warned, true, 0],
  ] as const)('an N %s', (...[, on, warnings, waits, count]) => {
    expect(dueForO([mark(on)], { warnings, waits: () => waits })).toHaveLength(count)
  })

  it('and the list begins with what is due first', () => {
    const marks = ['2026-11-24', '2026-11-20', '2026-11-23'].map(mark)
    expect(marks.toSorted(bySoonest).map((one) => one.session.day)).toEqual(['2026-11-20', '2026-11-23', '2026-11-24'])
  })
})
