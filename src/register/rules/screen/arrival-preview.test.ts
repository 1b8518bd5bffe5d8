import { describe, expect, it } from 'vitest'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import type { Code } from '../../../law/codes.ts'
import { arrivalWords, previewArrival } from './arrival-preview.ts'

const CLOCK = {
  arriveBy: timeOfDay('08:35'),
  amOpen: timeOfDay('08:40'),
  amClose: timeOfDay('09:10'),
  pmOpen: timeOfDay('13:00'),
  pmClose: timeOfDay('13:20'),
  dayEnd: timeOfDay('15:00'),
}

describe('what the late desk says before it signs a child in', () => {
  it.each<[string, Code | null, Code | null, number, string]>([
    ['08:39', null, null, 0, 'opens at 08:40'],
    ['08:52', null, 'L', 12, 'Late by 12 minutes'],
    ['08:41', 'N', 'L', 1, 'Late by 1 minute.'],
    ['09:10', 'N', 'U', 30, 'After the register closed at 09:10: U'],
    ['10:05', 'M', 'M', 85, 'M (Medical or dental appointment) stays'],
    ['13:05', 'N', 'L', 5, 'closes at 13:20'],
    ['15:00', null, null, 120, 'The school day is over'],
  ])('at %s with %j standing the mark is %j', (time, stands, ...[mark, minutesLate, words]) => {
    const preview = previewArrival(CLOCK, stands, timeOfDay(time))
    expect([preview.mark, preview.minutesLate]).toEqual([mark, minutesLate])
    expect(arrivalWords(preview)).toContain(words)
  })
})
