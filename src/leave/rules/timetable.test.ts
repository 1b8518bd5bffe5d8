import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { refuseTimetable, type TimetableStep, timetableState } from './timetable.ts'

const agreed = {
  away: [
    { weekday: 1, half: 'PM' as const },
    { weekday: 3, half: 'PM' as const },
  ],
  agreedDay: day('2026-11-20'),
  first: day('2026-11-30'),
  review: day('2026-12-14'),
  last: day('2027-01-15'),
}
const step = (kind: TimetableStep['kind'], review: string | null): TimetableStep => ({
  number: 1,
  kind,
  words: 'Going well',
  review: review === null ? null : day(review),
  at: '2026-12-14T09:00:00.000Z' as Moment,
  by: { name: 'Hana Head', position: 'Headteacher' },
})

describe('a part-time timetable', () => {
  it.each<{ is: string; today: string; steps: readonly TimetableStep[]; state: string }>([
    { is: 'is to come before its first day', today: '2026-11-29', steps: [], state: 'to come' },
    { is: 'runs from its first day', today: '2026-11-30', steps: [], state: 'running' },
    { is: 'is to be reviewed on the day of its review', today: '2026-12-14', steps: [], state: 'to be reviewed' },
    {
      is: 'runs on after a review, until the next',
      today: '2026-12-15',
      steps: [step('reviewed', '2027-01-05')],
      state: 'running',
    },
    {
      is: 'is to be reviewed again',
      today: '2027-01-05',
      steps: [step('reviewed', '2027-01-05')],
      state: 'to be reviewed',
    },
    { is: 'is over after its last day, reviewed or not', today: '2027-01-16', steps: [], state: 'over' },
    {
      is: 'has ended when the pupil is back full time',
      today: '2026-12-15',
      steps: [step('ended', null)],
      state: 'ended',
    },
  ])('$is', ({ today, steps, state }) => {
    expect(timetableState(agreed, steps, day(today))).toBe(state)
  })

  it.each([
    ['that ends before its review', { last: day('2026-12-11') }, 'leave.timetable-days'],
    ['reviewed before it begins', { review: day('2026-11-27') }, 'leave.timetable-days'],
    ['agreed after it began', { agreedDay: day('2026-12-01') }, 'leave.not-agreed'],
    ['over two school years', { last: day('2027-09-03') }, 'leave.two-years'],
    [
      'without any session at school',
      {
        away: [1, 2, 3, 4, 5].flatMap((weekday) => [
          { weekday, half: 'AM' as const },
          { weekday, half: 'PM' as const },
        ]),
      },
      'leave.no-time-at-school',
    ],
  ])('is none %s', (_, change, code) => {
    const refusal = refuseTimetable({ ...agreed, ...change })
    expect(refusal.ok ? undefined : refusal.problem.code).toBe(code)
    expect(refuseTimetable(agreed).ok).toBe(true)
  })
})
