import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import { timeTaken } from './taken-at.ts'

const WINTER = { session: { day: day('2026-11-23'), half: 'AM' as const }, now: '2026-11-23T10:00:00.000Z' as Moment }
const SUMMER = { session: { day: day('2027-06-14'), half: 'AM' as const }, now: '2027-06-14T10:00:00.000Z' as Moment }

describe('when a register kept on a device was taken', () => {
  it.each([
    ['an hour before it was sent', WINTER, '2026-11-23T09:00:00.000Z', {}],
    ['just now', WINTER, '2026-11-23T10:00:00.000Z', {}],
    ['at midnight in winter', WINTER, '2026-11-23T00:00:00.000Z', {}],
    ['at midnight in summer, an hour earlier in UTC', SUMMER, '2027-06-13T23:00:00.000Z', {}],
    ['days ago, when its day has passed', { ...WINTER, now: '2026-11-25T10:00:00.000Z' as Moment }, WINTER.now, {}],
  ])('is what the device says: %s', (_, facts, said) => {
    expect(timeTaken(said, facts)).toEqual({ taken_at: said })
  })

  it('is now where the device’s clock is up to five minutes ahead', () => {
    expect(timeTaken('2026-11-23T10:00:01.000Z', WINTER)).toEqual({ taken_at: WINTER.now })
    expect(timeTaken('2026-11-23T10:05:00.000Z', WINTER)).toEqual({ taken_at: WINTER.now })
  })

  it.each([
    ['more than five minutes from now', WINTER, '2026-11-23T10:05:00.001Z'],
    ['next year', WINTER, '2027-11-23T10:00:00.000Z'],
    ['the day before', WINTER, '2026-11-22T23:59:59.999Z'],
    ['the day before, in summer', SUMMER, '2027-06-13T22:59:59.999Z'],
    ['1970', WINTER, '1970-01-01T00:00:00.000Z'],
  ])('is now, with what the device said beside it, where that cannot be true: %s', (_, facts, said) => {
    expect(timeTaken(said, facts)).toEqual({ taken_at: facts.now, device_said: said })
  })

  it('is never after now, and never before the session’s day', () => {
    const anyMoment = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(momentFromMilliseconds)
    fc.assert(
      fc.property(anyMoment, (said) => {
        const { taken_at } = timeTaken(said, SUMMER)
        expect(taken_at <= SUMMER.now).toBe(true)
        expect(taken_at >= '2027-06-13T23:00:00.000Z').toBe(true)
      }),
    )
  })
})
