import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import { beginsAt, type Meeting } from '../contract.ts'

/** What a calendar entry says of a meeting. Calendars are seen by others: for a family it names neither the child nor what it is about. */
export interface CalendarWords {
  readonly title: string
  readonly words: string
  /** Whose meeting it is: a calendar shows it as the sender. */
  readonly school: string
  /** Whose calendar it goes into; without one it is an entry and no invitation to anybody. */
  readonly guest?: { readonly name: string; readonly email: string } | undefined
  /** When the file is made. */
  readonly now: Moment
}

/**
 * The meeting for a calendar (RFC 5545). Times are in UTC, so that they are right on both sides of the clock change in any calendar. The same UID
 * throughout, and a SEQUENCE that rises with each change: an entry that moved takes the place of the one before, and one that was cancelled takes it out.
 */
export function calendarFile(
  meeting: Pick<Meeting, 'meetingId' | 'day' | 'time' | 'minutes' | 'place' | 'link' | 'changes' | 'state'>,
  { title, words, school, guest, now }: CalendarWords,
): string {
  const start = beginsAt(meeting)
  const end = momentFromMilliseconds(Date.parse(start) + meeting.minutes * 60_000)
  const off = meeting.state === 'cancelled'
  const calendar = ical({
    prodId: { company: 'Firstbell', product: 'Meetings', language: 'EN' },
    method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  calendar.createEvent({
    id: `${meeting.meetingId}@meetings.firstbell`,
    sequence: meeting.changes,
    stamp: now,
    start,
    end,
    summary: title,
    description: words,
    location: meeting.place,
    status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(meeting.link === null ? {} : { url: meeting.link }),
    // Answers go to the family page and not by e-mail: this address takes none.
    organizer: { name: school, email: 'no-reply@firstbell.invalid' },
    ...(guest === undefined ? {} : { attendees: [{ name: guest.name, email: guest.email, rsvp: false }] }),
  })
  return calendar.toString()
}

export const CALENDAR_NAME = 'meeting.ics'

/** As a file that goes with an e-mail, so that programs offer to take it into the calendar. */
export function calendarType(state: Meeting['state']): string {
  return `text/calendar; charset=utf-8; method=${state === 'cancelled' ? 'CANCEL' : 'REQUEST'}`
}
