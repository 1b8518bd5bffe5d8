import { z } from 'zod'
import { dayShape, timeOfDayShape, uuidShape } from '../../../kernel/shapes.ts'
import { lineShape, reasonShape } from '../../../register/contract.ts'

/** Kinds of meeting about a child. `targeting support`: the authority's link officer with the school, without families. */
export const MEETING_KINDS = [
  'school attendance',
  'panel',
  'targeting support',
  'early help',
  'team around the family',
  'multi-agency',
  'governors',
  'return',
] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

/** Who somebody at a meeting is: a contact of the roll, staff with a sign-in, somebody of a service outside, or the child. */
export const PARTICIPANT_KINDS = ['contact', 'staff', 'professional', 'child'] as const

/** Somebody invited, or who has an action to do. `id`: the contact's, person's or pupil's; of a professional any uuid, the same throughout a case. */
export const participantShape = z.object({
  id: uuidShape(),
  who: z.enum(PARTICIPANT_KINDS),
  name: lineShape(120).min(1, 'Give the name.'),
  /** What they are there as: "Mother", "Head of Year 8", "School nurse". */
  as: lineShape(120),
})
export type Participant = z.output<typeof participantShape>

// As `lineShape`, but over several lines.
const PAGE = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u
/** What was said at a meeting, over several lines. */
export const pageShape = z
  .string()
  .trim()
  .max(8000, 'Please keep the minutes under 8000 characters.')
  .regex(PAGE, 'There is a character in it that cannot be kept. Type it anew instead of pasting it.')

export const whenAndWhereShape = z.object({
  day: dayShape,
  time: timeOfDayShape,
  minutes: z.number().int().min(5, 'A meeting lasts five minutes at least.').max(480),
  place: lineShape(200).min(1, 'Say where it is, or “Online”.'),
  /** Where it is online: the address to join by. */
  link: z.url('Give the whole address, beginning with https://').max(500).nullable(),
})
export type WhenAndWhere = z.output<typeof whenAndWhereShape>

export const ANSWERS = ['coming', 'not coming', 'another time'] as const

const meetingId = uuidShape()
const actionId = uuidShape()

export const MEETING_ENTRIES = {
  'meeting-called': whenAndWhereShape.extend({
    meetingId,
    kind: z.enum(MEETING_KINDS),
    invited: z.array(participantShape).max(30),
    /** What it is about, in words that the family reads as well. */
    about: lineShape(500),
    /** By when an answer is hoped for; null where nobody is asked. */
    replyBy: dayShape.nullable(),
    /** The school's own meeting of which this child is one part; null where it stands by itself. */
    partOf: uuidShape().nullable(),
  }),
  'meeting-answered': z.object({
    meetingId,
    of: uuidShape(),
    answer: z.enum(ANSWERS),
    words: lineShape(500),
    /** Whether they said so themselves, on the family page, or told somebody who wrote it down. */
    through: z.enum(['family page', 'told the school']),
  }),
  'meeting-moved': whenAndWhereShape.extend({ meetingId, because: reasonShape }),
  'meeting-cancelled': z.object({ meetingId, because: reasonShape }),
  /** What everybody on the case may read. Whether more was said, kept in `meeting-minutes`, nothing here tells. */
  'meeting-held': z.object({
    meetingId,
    came: z.array(participantShape).max(40),
    words: pageShape,
    decisions: z.array(lineShape(500).min(1)).max(30),
    /** Who leads for the child from here on: a targeting support meeting agrees it for each case. */
    lead: participantShape.nullable(),
  }),
  /** Minutes written anew because something in them was wrong; what they said before stays to be read. */
  'meeting-corrected': z.object({
    meetingId,
    came: z.array(participantShape).max(40),
    words: pageShape,
    decisions: z.array(lineShape(500).min(1)).max(30),
    because: reasonShape,
  }),
  /** What was said at a meeting that those alone may read who look after safety: always restricted. */
  'meeting-minutes': z.object({ meetingId, words: pageShape.min(1) }),
  'action-set': z.object({
    actionId,
    what: lineShape(300).min(1, 'Say what is to be done.'),
    owner: participantShape,
    due: dayShape,
    /** The meeting that agreed it; null where none did. */
    meetingId: uuidShape().nullable(),
  }),
  'action-done': z.object({ actionId, words: lineShape(500) }),
  'action-dropped': z.object({ actionId, because: reasonShape }),
} as const
