import { z } from 'zod'
import { ANSWERS, MEETING_KINDS } from '../../casework/contract.ts'
import { operation } from '../../identity/contract.ts'
import { dayShape, pupilIdShape, schoolIdShape, timeOfDayShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { ofChild } from './shapes.ts'

const invitationShape = z.object({
  schoolId: schoolIdShape,
  pupilId: pupilIdShape,
  child: z.string(),
  school: z.string(),
  schoolPhone: z.string(),
  meetingId: z.string(),
  kind: z.enum(MEETING_KINDS),
  day: dayShape,
  time: timeOfDayShape,
  minutes: z.number().int(),
  place: z.string(),
  link: z.string().nullable(),
  about: z.string(),
  replyBy: dayShape.nullable(),
  state: z.enum(['called', 'held', 'cancelled']),
  /** Who works with the child and comes; never another adult of the family. */
  with: z.array(z.string()),
  /** The caller's own; null where they have not answered. */
  answer: z.object({ answer: z.enum(ANSWERS), words: z.string() }).nullable(),
})
export type FamilyInvitation = z.output<typeof invitationShape>

export const familyMeetings = operation({
  method: 'GET',
  url: '/api/family/meetings',
  schema: {
    summary: 'Meetings about their children to which the caller is invited, from today on',
    tags: ['parents'],
    response: { 200: z.object({ invitations: z.array(invitationShape) }) },
  },
  config: {
    id: 'family-meetings',
    may: 'family.use',
    scope: 'own',
    audit: 'looked at invitations to meetings on the family page',
  },
})

const ofMeeting = ofChild.extend({ meetingId: uuidShape() })

export const answerMeeting = operation({
  method: 'POST',
  url: '/api/family/children/:schoolId/:pupilId/meetings/:meetingId/answers',
  schema: {
    summary: 'Say whether one comes to a meeting, or ask for another time; the last answer counts',
    tags: ['parents'],
    params: ofMeeting,
    body: z.object({ key: keyShape, answer: z.enum(ANSWERS), words: lineShape(500).default('') }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'answer-meeting',
    may: 'family.use',
    scope: 'own',
    audit: 'answered an invitation to a meeting on the family page',
    problems: ['casework.meeting-over', 'sent.changed', 'sent.otherwise'],
  },
})

export const familyMeetingCalendar = operation({
  method: 'GET',
  url: '/api/family/children/:schoolId/:pupilId/meetings/:meetingId/calendar',
  schema: {
    summary: 'A meeting as an entry for one’s own calendar',
    tags: ['parents'],
    params: ofMeeting,
    response: { 200: z.any() },
  },
  config: {
    id: 'family-meeting-calendar',
    may: 'family.use',
    scope: 'own',
    audit: 'took a meeting into a calendar from the family page',
    raw: 'A calendar file (RFC 5545).',
  },
})

export const familyMeetingPaper = operation({
  method: 'GET',
  url: '/api/family/children/:schoolId/:pupilId/meetings/:meetingId/paper',
  schema: {
    summary: 'What a meeting will talk about, in days and plain words, to print',
    tags: ['parents'],
    params: ofMeeting,
    response: { 200: z.any() },
  },
  config: {
    id: 'family-meeting-paper',
    may: 'family.use',
    scope: 'own',
    audit: 'printed what a meeting will talk about from the family page',
    raw: 'A PDF.',
  },
})
