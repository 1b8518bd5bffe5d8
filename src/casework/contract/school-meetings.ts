import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, personIdShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape, reasonShape } from '../../register/contract.ts'
import { MEETING_KINDS, pageShape, participantShape, whenAndWhereShape } from './entries/meetings.ts'
import { actionShape, lineOfMeeting, schoolMeetingShape, sentShape } from './meeting-shapes.ts'
import { atSchool, caseIdShape } from './shapes.ts'

export const listMeetings = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/meetings',
  schema: {
    summary:
      'The meetings of a school: about children and its own, those ahead and those of the last eight weeks, and every open action',
    tags: ['casework'],
    params: atSchool,
    response: {
      200: z.object({
        today: dayShape,
        meetings: z.array(lineOfMeeting),
        own: z.array(schoolMeetingShape.extend({ children: z.number().int() })),
        actions: z.array(actionShape.extend({ caseId: caseIdShape, pupilId: pupilIdShape, name: z.string() })),
        may: z.object({ record: z.boolean() }),
      }),
    },
  },
  config: { id: 'list-meetings', may: 'casework.view', scope: 'school', audit: 'read the list of meetings' },
})

export const callSchoolMeeting = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/school-meetings',
  schema: {
    summary:
      'Call a meeting of the school: a panel with several families, or a targeting support meeting with the authority',
    tags: ['casework'],
    params: atSchool,
    body: whenAndWhereShape.extend({
      key: keyShape,
      meetingId: uuidShape(),
      kind: z.enum(MEETING_KINDS),
      about: lineShape(500),
      guests: z.array(participantShape).max(30),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'call-school-meeting',
    may: 'casework.record',
    scope: 'school',
    audit: 'called a meeting of the school',
    problems: ['casework.meeting-past', 'casework.changed', 'casework.not-to-invite'],
  },
})

const atSchoolMeeting = atSchool.extend({ meetingId: uuidShape() })

export const changeSchoolMeeting = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/school-meetings/:meetingId/steps',
  schema: {
    summary: 'Move or cancel a meeting of the school, or write down that it was held',
    description:
      'What is said of a child goes into that child’s case; here go only who came and what is about no child. Moved, its children’s parts move with it, each as long after its beginning as before, and every family that was invited is told: `children` and `sent` say so.',
    tags: ['casework'],
    params: atSchoolMeeting,
    body: z.object({
      key: keyShape,
      step: z.discriminatedUnion('kind', [
        whenAndWhereShape.extend({ kind: z.literal('moved'), because: reasonShape }),
        z.object({ kind: z.literal('cancelled'), because: reasonShape }),
        z.object({ kind: z.literal('held'), came: z.array(participantShape).max(40), words: pageShape }),
      ]),
    }),
    response: { 200: z.object({ children: z.number().int(), sent: sentShape }) },
  },
  config: {
    id: 'change-school-meeting',
    may: 'casework.record',
    scope: 'school',
    audit: 'moved, cancelled or held a meeting of the school',
    problems: [
      'casework.meeting-over',
      'casework.meeting-past',
      'casework.meeting-ahead',
      'casework.families-invited',
      'casework.closed',
      'casework.changed',
    ],
  },
})

export const showSchoolMeeting = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/school-meetings/:meetingId',
  schema: {
    summary:
      'A meeting of the school with the children on its agenda, and those who are persistently or severely absent and not on it',
    tags: ['casework'],
    params: atSchoolMeeting,
    response: {
      200: z.object({
        today: dayShape,
        meeting: schoolMeetingShape,
        lines: z.array(lineOfMeeting),
        /** Persistently and severely absent so far this year, the most absent first. `caseId` is null where no case is open. */
        missing: z.array(
          z.object({
            pupilId: pupilIdShape,
            name: z.string(),
            place: z.string(),
            caseId: caseIdShape.nullable(),
            missed: z.number().int(),
            possible: z.number().int(),
            severe: z.boolean(),
            /** Who leads for the child, as the last targeting support meeting agreed. */
            lead: z.string().nullable(),
          }),
        ),
        staff: z.array(z.object({ personId: personIdShape, name: z.string(), position: z.string() })),
        may: z.object({ record: z.boolean(), restricted: z.boolean() }),
      }),
    },
  },
  config: { id: 'show-school-meeting', may: 'casework.view', scope: 'school', audit: 'opened a meeting of the school' },
})
