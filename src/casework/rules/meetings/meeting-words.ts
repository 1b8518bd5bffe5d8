import { longDay, shortDay } from '../../../kernel/day.ts'
import type { MeetingKind, WhenAndWhere } from '../../contract/entries/meetings.ts'
import type { WordsOf } from '../cases/words-of.ts'

export const MEETING_NAMES: Readonly<Record<MeetingKind, string>> = {
  'school attendance': 'School attendance meeting',
  panel: 'Attendance panel',
  'targeting support': 'Targeting support meeting',
  'early help': 'Early Help meeting',
  'team around the family': 'Team around the family',
  'multi-agency': 'Multi-agency meeting',
  governors: 'Governors’ panel',
  return: 'Return meeting',
}

/** "Tuesday 1 December 2026 at 09:00 in Library, about 30 minutes" as an invitation says it. */
export function whenInWords({ day, time, minutes, place, link }: WhenAndWhere): string {
  const online = link === null ? '' : ` Join at ${link}`
  return `${longDay(day)} at ${time}: ${place} (about ${minutes} minutes)${online}`
}

type MeetingEntryKind =
  | `meeting-${'called' | 'answered' | 'moved' | 'cancelled' | 'held' | 'corrected' | 'minutes'}`
  | `action-${'set' | 'done' | 'dropped'}`

/** How meetings and actions stand in a case's timeline. */
export const MEETING_WORDS: WordsOf<MeetingEntryKind> = {
  'meeting-called': ({ body }) => ({
    title: `${MEETING_NAMES[body.kind]} called for ${shortDay(body.day)}, ${body.time}`,
    words: [body.about, body.invited.map(({ name }) => name).join(', ')].filter(Boolean).join(' · '),
  }),
  'meeting-answered': ({ body }) => ({
    title:
      body.answer === 'another time'
        ? 'Asked for another time for a meeting'
        : `Answered an invitation: ${body.answer}`,
    words: body.words,
  }),
  'meeting-moved': ({ body }) => ({
    title: `Meeting moved to ${shortDay(body.day)}, ${body.time}`,
    words: body.because,
  }),
  'meeting-cancelled': ({ body }) => ({ title: 'Meeting cancelled', words: body.because }),
  'meeting-held': ({ body }) => ({
    title: `Meeting held with ${body.came.map(({ name }) => name).join(', ') || 'nobody who was invited'}`,
    words: [body.words, ...body.decisions].filter(Boolean).join(' · '),
  }),
  'meeting-corrected': ({ body }) => ({
    title: 'Minutes of a meeting corrected',
    words: [body.because, body.words, ...body.decisions].filter(Boolean).join(' · '),
  }),
  'meeting-minutes': ({ body }) => ({ title: 'Kept apart of what was said at a meeting', words: body.words }),
  'action-set': ({ body }) => ({
    title: `Agreed: ${body.what}`,
    words: `${body.owner.name}, by ${longDay(body.due)}`,
  }),
  'action-done': ({ body }) => ({ title: 'An action is done', words: body.words }),
  'action-dropped': ({ body }) => ({ title: 'An action was dropped', words: body.because }),
}
