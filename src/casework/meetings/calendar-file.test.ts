import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Moment, timeOfDay } from '../../kernel/time-of-day.ts'
import { calendarFile, calendarType } from './calendar-file.ts'

const MEETING = {
  meetingId: '0b5d6a54-1111-4222-8333-444455556666',
  day: day('2026-10-23'),
  time: timeOfDay('09:00'),
  minutes: 45,
  place: 'Room 4, first floor; ring the bell',
  link: null,
  changes: 0,
  state: 'called',
} as const
const WORDS = {
  title: 'Meeting at Elmfield Academy',
  words: `Ring 01632 960001 if you cannot come.\nYou may bring somebody; ${'a long line, '.repeat(12)}\\ and “quotes” 🙂`,
  school: 'Elmfield Academy',
  guest: { name: 'Ms Amina Khan', email: 'amina@family.example' },
  now: '2026-10-01T08:00:00.000Z' as Moment,
}

function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const [part] = calendar.getAllSubcomponents('vevent')
  if (part === undefined) throw new Error('no event')
  return { method: calendar.getFirstPropertyValue('method'), event: new ICAL.Event(part), part }
}

describe('a meeting for a calendar, read back by another program', () => {
  // Clocks go back on 25 October 2026 and forward on 28 March 2027.
  it.each([
    ['2026-10-23', '2026-10-23T08:00:00.000Z'],
    ['2026-10-26', '2026-10-26T09:00:00.000Z'],
    ['2027-03-26', '2027-03-26T09:00:00.000Z'],
    ['2027-03-29', '2027-03-29T08:00:00.000Z'],
  ])('nine o’clock at school on %s is %s', (on, moment) => {
    const { event } = read(calendarFile({ ...MEETING, day: day(on) }, WORDS))
    expect(event.startDate.toJSDate().toISOString()).toBe(moment)
    expect(event.endDate.toJSDate().getTime() - event.startDate.toJSDate().getTime()).toBe(45 * 60_000)
  })

  it('keeps commas, semicolons, line breaks, backslashes and other letters, in lines of 75 octets', () => {
    const file = calendarFile(MEETING, WORDS)
    const { event, part, method } = read(file)
    expect(method).toBe('REQUEST')
    expect(event.location).toBe(MEETING.place)
    expect(event.description).toBe(WORDS.words)
    expect(event.summary).toBe(WORDS.title)
    expect(part.getFirstProperty('attendee')?.getFirstValue()).toBe('MAILTO:amina@family.example')
    const lines = file.split('\r\n')
    expect(lines.length).toBeGreaterThan(15)
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  })

  it('keeps its UID when it moves, with a higher SEQUENCE, and takes itself out when it is off', () => {
    const files = [MEETING, { ...MEETING, changes: 1 }, { ...MEETING, changes: 2, state: 'cancelled' as const }]
    const told = files.map((meeting) => read(calendarFile(meeting, WORDS)))
    expect(new Set(told.map(({ event }) => event.uid)).size).toBe(1)
    expect(
      told.map(({ event, method, part }) => [event.sequence, method, part.getFirstPropertyValue('status')]),
    ).toEqual([
      [0, 'REQUEST', 'CONFIRMED'],
      [1, 'REQUEST', 'CONFIRMED'],
      [2, 'CANCEL', 'CANCELLED'],
    ])
    expect(calendarType('cancelled')).toContain('method=CANCEL')
  })
})
