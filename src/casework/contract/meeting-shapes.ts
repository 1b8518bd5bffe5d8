import { z } from 'zod'
import { contactIdShape, dayShape, momentShape, personIdShape, pupilIdShape } from '../../kernel/shapes.ts'
import { ANSWERS, MEETING_KINDS, participantShape, whenAndWhereShape } from './entries/meetings.ts'
import { caseIdShape } from './shapes.ts'

export const meetingShape = whenAndWhereShape.extend({
  meetingId: z.string(),
  kind: z.enum(MEETING_KINDS),
  about: z.string(),
  invited: z.array(participantShape),
  replyBy: dayShape.nullable(),
  partOf: z.string().nullable(),
  changes: z.number().int(),
  calledAt: momentShape,
  state: z.enum(['called', 'held', 'cancelled']),
  answers: z.array(
    z.object({
      of: z.string(),
      answer: z.enum(ANSWERS),
      words: z.string(),
      through: z.enum(['family page', 'told the school']),
      at: momentShape,
    }),
  ),
  cancelled: z.object({ because: z.string(), at: momentShape }).nullable(),
  record: z
    .object({
      at: momentShape,
      by: z.object({ name: z.string(), position: z.string() }),
      came: z.array(participantShape),
      words: z.string(),
      decisions: z.array(z.string()),
      lead: participantShape.nullable(),
      /** What the minutes said before they were corrected, oldest first, and why they were. */
      before: z.array(
        z.object({
          at: momentShape,
          by: z.object({ name: z.string(), position: z.string() }),
          came: z.array(participantShape),
          words: z.string(),
          decisions: z.array(z.string()),
          because: z.string(),
        }),
      ),
      /** What was kept apart, oldest first; nothing for whoever may not read it, whether there is any or not. */
      apart: z.array(
        z.object({ at: momentShape, by: z.object({ name: z.string(), position: z.string() }), words: z.string() }),
      ),
    })
    .nullable(),
})
export type ShownMeeting = z.output<typeof meetingShape>

export const actionShape = z.object({
  actionId: z.string(),
  what: z.string(),
  owner: participantShape,
  due: dayShape,
  setOn: dayShape,
  meetingId: z.string().nullable(),
  carried: z.number().int(),
  state: z.enum(['open', 'done', 'dropped']),
  ended: z.object({ day: dayShape, at: momentShape, words: z.string() }).nullable(),
})
export type ShownAction = z.output<typeof actionShape>

/** Whom one can invite, and who can be given something to do. */
export const guestsShape = z.object({
  contacts: z.array(
    z.object({
      contactId: contactIdShape,
      name: z.string(),
      relationship: z.string(),
      /** Why a meeting about the child is not told to them; null where it may be. */
      whyNot: z.string().nullable(),
    }),
  ),
  staff: z.array(z.object({ personId: personIdShape, name: z.string(), position: z.string() })),
  /** Who leads the case, where they can be invited: asked to come unless somebody unticks them. */
  lead: personIdShape.nullable(),
  /** Of services outside, as they were named in this case before. */
  professionals: z.array(participantShape),
})
export type MeetingGuests = z.output<typeof guestsShape>

/** What came of an invitation to one contact. */
export const sentShape = z.array(
  z.object({ name: z.string(), channel: z.enum(['text', 'email', 'letter']).nullable(), why: z.string() }),
)

export const lineOfMeeting = z.object({
  caseId: caseIdShape,
  pupilId: pupilIdShape,
  name: z.string(),
  place: z.string(),
  meeting: meetingShape,
  openActions: z.number().int(),
})
export type MeetingLine = z.output<typeof lineOfMeeting>

export const schoolMeetingShape = whenAndWhereShape.extend({
  meetingId: z.string(),
  kind: z.enum(MEETING_KINDS),
  about: z.string(),
  guests: z.array(participantShape),
  changes: z.number().int(),
  state: z.enum(['called', 'held', 'cancelled']),
  came: z.array(participantShape),
  words: z.string(),
})
export type ShownSchoolMeeting = z.output<typeof schoolMeetingShape>
