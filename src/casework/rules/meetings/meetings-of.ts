import type { Day } from '../../../kernel/day.ts'
import { type Moment, momentAt } from '../../../kernel/time-of-day.ts'
import type { MeetingKind, Participant, WhenAndWhere } from '../../contract/entries/meetings.ts'
import { type BodyOf, type Entry, type EntryOf, entriesOf } from '../../contract/entry.ts'

/** What somebody who was invited answered; the latest of each counts, and none from before the meeting was moved. */
export interface MeetingAnswer {
  readonly of: string
  readonly answer: BodyOf<'meeting-answered'>['answer']
  readonly words: string
  readonly through: BodyOf<'meeting-answered'>['through']
  readonly at: Moment
}

export interface MeetingMinutes {
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
  readonly came: readonly Participant[]
  readonly words: string
  readonly decisions: readonly string[]
  readonly lead: Participant | null
  /** What was written before it was corrected, oldest first; `because`: what was wrong in it. */
  readonly before: readonly (Pick<MeetingMinutes, 'at' | 'by' | 'came' | 'words' | 'decisions'> & {
    readonly because: string
  })[]
  /** What was kept apart, oldest first; nothing for whoever may not read it, whether there is any or not. */
  readonly apart: readonly (Pick<Entry, 'at' | 'by'> & { readonly words: string })[]
}

/** A meeting about one child, as the entries of the case leave it. */
export interface Meeting extends WhenAndWhere {
  readonly meetingId: string
  readonly kind: MeetingKind
  readonly invited: readonly Participant[]
  readonly about: string
  readonly replyBy: Day | null
  readonly partOf: string | null
  readonly calledAt: Moment
  readonly calledBy: { readonly name: string; readonly position: string }
  /** How often it was changed since it was called: the SEQUENCE of its calendar entry. */
  readonly changes: number
  readonly answers: readonly MeetingAnswer[]
  readonly state: 'called' | 'held' | 'cancelled'
  readonly cancelled: { readonly because: string; readonly at: Moment } | null
  readonly record: MeetingMinutes | null
}

type MeetingEntry = Extract<Entry, { kind: `meeting-${string}` }>

/**
 * The meetings of a case, in the order in which they were called. A meeting is held or cancelled once: the first that was written down holds,
 * and nothing moves or answers it afterwards; its minutes can be corrected. Restricted entries add to minutes, and change nothing else.
 */
export function meetingsOf(entries: readonly Entry[]): readonly Meeting[] {
  const meetings = new Map<string, Meeting>()
  for (const entry of entries) {
    if (!isOfMeeting(entry) || entry.restricted) continue
    const { meetingId } = entry.body
    const before = meetings.get(meetingId)
    const after = before === undefined ? called(entry) : changed(before, entry)
    if (after !== undefined) meetings.set(meetingId, after)
  }
  // What is kept apart has numbers of its own, and so may come before the meeting that it was written with.
  const apart = entriesOf(entries, 'meeting-minutes')
  return [...meetings.values()].map((meeting) => withApart(meeting, apart))
}

function isOfMeeting(entry: Entry): entry is MeetingEntry {
  return entry.kind.startsWith('meeting-')
}

function called(entry: MeetingEntry): Meeting | undefined {
  if (entry.kind !== 'meeting-called') return undefined
  return {
    ...entry.body,
    calledAt: entry.at,
    calledBy: entry.by,
    changes: 0,
    answers: [],
    state: 'called',
    cancelled: null,
    record: null,
  }
}

function changed(meeting: Meeting, entry: MeetingEntry): Meeting {
  if (entry.kind === 'meeting-corrected') return corrected(meeting, entry)
  if (meeting.state !== 'called') return meeting
  switch (entry.kind) {
    case 'meeting-moved': {
      const { day, time, minutes, place, link } = entry.body
      return { ...meeting, day, time, minutes, place, link, changes: meeting.changes + 1, answers: [] }
    }
    case 'meeting-answered': {
      const { of, answer, words, through } = entry.body
      if (!meeting.invited.some(({ id }) => id === of)) return meeting
      const others = meeting.answers.filter((one) => one.of !== of)
      return { ...meeting, answers: [...others, { of, answer, words, through, at: entry.at }] }
    }
    case 'meeting-cancelled': {
      const cancelled = { because: entry.body.because, at: entry.at }
      return { ...meeting, state: 'cancelled', changes: meeting.changes + 1, cancelled }
    }
    case 'meeting-held': {
      const { came, words, decisions, lead } = entry.body
      const { at, by } = entry
      return { ...meeting, state: 'held', record: { at, by, came, words, decisions, lead, before: [], apart: [] } }
    }
    default:
      return meeting
  }
}

/** Nothing is corrected before it was written; who leads was agreed at the meeting, and stays. */
function corrected(meeting: Meeting, { body, at, by }: EntryOf<'meeting-corrected'>): Meeting {
  const { record } = meeting
  if (record === null) return meeting
  const { meetingId: _, because, ...now } = body
  const { came, words, decisions } = record
  const before = [...record.before, { at: record.at, by: record.by, came, words, decisions, because }]
  return { ...meeting, record: { ...record, ...now, at, by, before } }
}

function withApart(meeting: Meeting, minutes: readonly EntryOf<'meeting-minutes'>[]): Meeting {
  const { record, meetingId } = meeting
  const apart = minutes
    .filter(({ body }) => body.meetingId === meetingId)
    .map(({ at, by, body }) => ({ at, by, words: body.words }))
  return record === null ? meeting : { ...meeting, record: { ...record, apart } }
}

/** When it begins, as a moment. */
export function beginsAt({ day, time }: Pick<Meeting, 'day' | 'time'>): Moment {
  return momentAt(day, time)
}

/** Of those invited, who has not answered since it was called or moved. Staff are not asked. */
export function unanswered(meeting: Pick<Meeting, 'invited' | 'answers'>): readonly Participant[] {
  return meeting.invited.filter(
    ({ id, who }) => who !== 'staff' && who !== 'child' && !meeting.answers.some((one) => one.of === id),
  )
}
