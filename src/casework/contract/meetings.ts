import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape, reasonShape } from '../../register/contract.ts'
import { ANSWERS, MEETING_KINDS, pageShape, participantShape, whenAndWhereShape } from './entries/meetings.ts'
import { actionShape, guestsShape, meetingShape, sentShape } from './meeting-shapes.ts'
import { atCase, childShape } from './shapes.ts'

export const caseMeetings = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/meetings',
  schema: {
    summary: 'The meetings and actions of a case, and whom one can invite',
    tags: ['casework'],
    params: atCase,
    response: {
      200: z.object({
        today: dayShape,
        child: childShape,
        meetings: z.array(meetingShape),
        actions: z.array(actionShape),
        guests: guestsShape,
        may: z.object({ record: z.boolean(), restricted: z.boolean() }),
      }),
    },
  },
  config: { id: 'case-meetings', may: 'casework.view', scope: 'school', audit: 'read the meetings of a case' },
})

export const callMeeting = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/meetings',
  schema: {
    summary: 'Call a meeting about a child and invite each contact chosen by their own way',
    description:
      'Contacts who must not be told, or have neither parental responsibility nor care, are refused by name. `partOf`: the school’s own meeting of which it is one part. E-mails by the school’s own server carry the calendar entry.',
    tags: ['casework'],
    params: atCase,
    body: whenAndWhereShape.extend({
      key: keyShape,
      meetingId: uuidShape(),
      kind: z.enum(MEETING_KINDS),
      about: lineShape(500),
      invited: z.array(participantShape).max(30),
      replyBy: dayShape.nullable(),
      partOf: uuidShape().nullable(),
    }),
    response: { 200: z.object({ sent: sentShape }) },
  },
  config: {
    id: 'call-meeting',
    may: 'casework.record',
    scope: 'school',
    audit: 'called a meeting about a pupil',
    problems: [
      'casework.not-to-invite',
      'casework.meeting-past',
      'casework.meeting-over',
      'casework.closed',
      'casework.changed',
      'sent.otherwise',
    ],
  },
})

const atMeeting = atCase.extend({ meetingId: uuidShape() })

export const changeMeeting = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/meetings/:meetingId/steps',
  schema: {
    summary: 'Move or cancel a meeting, or write down what somebody answered; whoever was invited is told of a change',
    tags: ['casework'],
    params: atMeeting,
    body: z.object({
      key: keyShape,
      step: z.discriminatedUnion('kind', [
        whenAndWhereShape.extend({ kind: z.literal('moved'), because: reasonShape }),
        z.object({ kind: z.literal('cancelled'), because: reasonShape }),
        z.object({ kind: z.literal('answered'), of: uuidShape(), answer: z.enum(ANSWERS), words: lineShape(500) }),
      ]),
    }),
    response: { 200: z.object({ sent: sentShape }) },
  },
  config: {
    id: 'change-meeting',
    may: 'casework.record',
    scope: 'school',
    audit: 'moved, cancelled or noted an answer to a meeting about a pupil',
    problems: [
      'casework.meeting-over',
      'casework.meeting-past',
      'casework.not-invited',
      'casework.closed',
      'casework.changed',
      'sent.otherwise',
    ],
  },
})

const newActionShape = z.object({
  actionId: uuidShape(),
  what: lineShape(300).min(1, 'Say what is to be done.'),
  owner: participantShape,
  due: dayShape,
})

export const holdMeeting = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/meetings/:meetingId/minutes',
  schema: {
    summary: 'Write the minutes of a meeting: who came, what was said and decided, and who does what by when',
    description:
      '`apart`: what those alone may read who look after safety, and nobody else is told that it is there; empty where there is nothing. All the rest stands for everybody who sees the case.',
    tags: ['casework'],
    params: atMeeting,
    body: z.object({
      key: keyShape,
      came: z.array(participantShape).max(40),
      words: pageShape,
      decisions: z.array(lineShape(500).min(1)).max(30),
      lead: participantShape.nullable(),
      actions: z.array(newActionShape).max(30),
      /** Actions of before that are done, with a word on it. */
      done: z.array(z.object({ actionId: uuidShape(), words: lineShape(500) })).max(60),
      apart: pageShape,
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'hold-meeting',
    may: 'casework.record',
    scope: 'school',
    audit: 'wrote the minutes of a meeting about a pupil',
    problems: [
      'casework.meeting-over',
      'casework.meeting-ahead',
      'casework.no-such-action',
      'casework.closed',
      'casework.changed',
      'sent.otherwise',
    ],
  },
})

export const correctMinutes = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/meetings/:meetingId/minutes/corrections',
  schema: {
    summary: 'Correct the minutes of a meeting: they are written anew, and what they said before stays to be read',
    tags: ['casework'],
    params: atMeeting,
    body: z.object({
      key: keyShape,
      came: z.array(participantShape).max(40),
      words: pageShape,
      decisions: z.array(lineShape(500).min(1)).max(30),
      because: reasonShape,
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'correct-minutes',
    may: 'casework.record',
    scope: 'school',
    audit: 'corrected the minutes of a meeting about a pupil',
    problems: ['casework.meeting-ahead', 'casework.not-to-invite', 'casework.changed', 'sent.otherwise'],
  },
})

export const keepAction = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/actions',
  schema: {
    summary: 'Agree an action outside a meeting, say that one is done, or drop one with the reason',
    tags: ['casework'],
    params: atCase,
    body: z.object({
      key: keyShape,
      step: z.discriminatedUnion('kind', [
        newActionShape.extend({ kind: z.literal('set') }),
        z.object({ kind: z.literal('done'), actionId: uuidShape(), words: lineShape(500) }),
        z.object({ kind: z.literal('dropped'), actionId: uuidShape(), because: reasonShape }),
      ]),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'keep-action',
    may: 'casework.record',
    scope: 'school',
    audit: 'wrote down an action about a pupil',
    problems: ['casework.no-such-action', 'casework.closed', 'casework.changed', 'sent.otherwise'],
  },
})

const partShape = z.object({ title: z.string(), lines: z.array(z.string()) })

export const meetingAgenda = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/meetings/:meetingId/agenda',
  schema: {
    summary:
      'What a meeting has to talk about, from what is known: open actions first, sessions missed, patterns, what was tried',
    tags: ['casework'],
    params: atMeeting,
    response: {
      200: z.object({
        title: z.string(),
        when: z.string(),
        child: z.string(),
        /** Whether there is an agenda for the family as well. */
        withFamily: z.boolean(),
        parts: z.array(partShape),
      }),
    },
  },
  config: {
    id: 'meeting-agenda',
    may: 'casework.view',
    scope: 'school',
    audit: 'read the agenda of a meeting about a pupil',
  },
})

export const meetingPaper = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/meetings/:meetingId/agenda/:for/paper',
  schema: {
    summary: 'The agenda to print, for the family in days and plain words or for the panel; or the minutes',
    description:
      'Minutes are there once they were written, and without what was kept apart, whoever prints them. A meeting that the family is not asked to has no agenda for them.',
    tags: ['casework'],
    params: atMeeting.extend({ for: z.enum(['family', 'panel', 'minutes']) }),
    response: { 200: z.string() },
  },
  config: {
    id: 'meeting-paper',
    may: 'casework.view',
    scope: 'school',
    audit: 'printed the agenda of a meeting about a pupil',
    raw: 'A PDF.',
  },
})

export const meetingCalendar = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/meetings/:meetingId/calendar',
  schema: {
    summary: 'A meeting as an entry for a calendar',
    tags: ['casework'],
    params: atMeeting,
    response: { 200: z.string() },
  },
  config: {
    id: 'meeting-calendar',
    may: 'casework.view',
    scope: 'school',
    audit: 'took a meeting about a pupil into a calendar',
    raw: 'A calendar file (RFC 5545).',
  },
})
