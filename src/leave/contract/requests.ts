import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape, reasonShape } from '../../register/contract.ts'
import { LEAVE_KINDS } from '../rules/kinds.ts'
import { CHANNELS } from '../rules/request.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const ofRequest = atSchool.extend({ requestId: uuidShape() })
const sessionShape = z.object({ day: dayShape, half: halfShape })
const judgedShape = z.object({ test: lineShape(200).min(1), met: z.boolean() })
const byShape = z.object({ name: z.string(), position: z.string() })

const STATES = ['waiting', 'waiting for the family', 'granted', 'refused', 'withdrawn'] as const

const requestShape = z.object({
  id: z.string(),
  pupil: z.object({ id: pupilIdShape, name: z.string() }),
  kind: z.enum(LEAVE_KINDS),
  from: sessionShape,
  to: sessionShape,
  askedBy: z.string(),
  channel: z.enum(CHANNELS),
  askedAt: momentShape,
  state: z.enum(STATES),
  /** How many sessions of the calendar were asked for, and how many of them are granted. */
  sessions: z.number().int(),
  granted: z.number().int(),
  /** Whole days between the asking and the first session. Shown beside the notice that the policy asks for, never enforced. */
  daysAhead: z.number().int(),
})
export type LeaveRequest = z.output<typeof requestShape>

const stepShape = z.object({
  number: z.number().int(),
  kind: z.enum(['questioned', 'answered', 'granted', 'refused', 'withdrawn']),
  reason: z.string(),
  from: sessionShape.nullable(),
  to: sessionShape.nullable(),
  conditions: z.string(),
  judged: z.array(judgedShape),
  entry: z.number().int().nullable(),
  at: momentShape,
  by: byShape,
})

export const listLeave = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/leave',
  schema: {
    summary: 'Requests for leave of absence that end on a day or later, those to be decided first',
    tags: ['leave'],
    params: atSchool,
    querystring: z.object({ from: dayShape.optional(), pupilId: pupilIdShape.optional() }),
    response: {
      200: z.object({
        requests: z.array(requestShape),
        /** The notice that the school’s policy asks for, in words, and where it says so. */
        notice: z.object({ days: z.number().int(), words: z.string(), source: z.string() }),
      }),
    },
  },
  config: { id: 'list-leave', may: 'leave.view', scope: 'school', audit: 'looked at requests for leave' },
})

export const readLeave = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/leave/:requestId',
  schema: {
    summary: 'One request for leave: what was asked, what the law and the policy say, and what was decided',
    tags: ['leave'],
    params: ofRequest,
    response: {
      200: z.object({
        request: requestShape.extend({
          reason: z.string(),
          particulars: z.string(),
          entered: z.object({ at: momentShape, by: byShape }),
        }),
        steps: z.array(stepShape),
        /** The first session that can still be granted; null where the request came when all had begun. */
        grantableFrom: sessionShape.nullable(),
        /** The words of the policy’s test of what is exceptional, and where they stand. */
        test: z.array(z.string()),
        testSource: z.string(),
        /** Leave of this pupil granted earlier in the school year, in sessions. */
        earlier: z.array(
          z.object({ id: z.string(), from: sessionShape, to: sessionShape, sessions: z.number().int() }),
        ),
        /**
         * Sessions that were asked for as exceptional leave and not granted, in which the pupil was absent and no G stands; `waits` where a report
         * of the family about it is still to be decided.
         */
        beyond: z.array(sessionShape.extend({ code: z.string(), waits: z.boolean() })),
        maySettle: z.boolean(),
      }),
    },
  },
  config: { id: 'read-leave', may: 'leave.view', scope: 'school', audit: 'looked at a request for leave' },
})

export const askLeave = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/leave',
  schema: {
    summary: 'Enter a request for leave that a family made',
    description:
      'For each pupil a request of its own, so that each is decided on its own. `askedAt` decides whether it came in advance.',
    tags: ['leave'],
    params: atSchool,
    body: z.object({
      /** Made by the sender, one for each pupil: sending the same again changes nothing. */
      pupils: z
        .array(z.object({ requestId: uuidShape(), pupilId: pupilIdShape }))
        .min(1, 'Choose at least one pupil.')
        .max(10, 'Enter at most ten pupils at once.'),
      kind: z.enum(LEAVE_KINDS),
      from: sessionShape,
      to: sessionShape,
      reason: lineShape(1000).min(1, 'Write down the reason that the family gave.'),
      particulars: lineShape(300).default(''),
      askedBy: lineShape(120).min(1, 'Write down who asked.'),
      channel: z.enum(CHANNELS),
      askedAt: momentShape,
    }),
    response: { 200: z.object({ ids: z.array(z.string()) }) },
  },
  config: {
    id: 'ask-leave',
    may: 'leave.ask',
    scope: 'school',
    audit: 'entered a request for leave',
    problems: [
      'leave.bad-period',
      'leave.two-years',
      'leave.particulars',
      'leave.no-session',
      'leave.not-on-roll',
      'leave.from-the-future',
    ],
  },
})

const decidedAnswer = z.object({
  number: z.number().int(),
  /** Marks that the register got; sessions that had a mark already keep it, and are counted in `kept`. */
  marks: z.number().int(),
  kept: z.number().int(),
})

export const grantLeave = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/leave/:requestId/grant',
  schema: {
    summary: 'Grant leave, all that was asked for or less; the registers get its code',
    description: 'Only for sessions that had not begun when the request was made. The length is the head’s to decide.',
    tags: ['leave'],
    params: ofRequest,
    body: z.object({
      key: keyShape,
      from: sessionShape,
      to: sessionShape,
      reason: reasonShape,
      conditions: lineShape(500).default(''),
      judged: z.array(judgedShape).max(20).default([]),
    }),
    response: { 200: decidedAnswer },
  },
  config: {
    id: 'grant-leave',
    may: 'leave.decide',
    scope: 'school',
    audit: 'granted leave',
    problems: [
      'leave.decided',
      'leave.bad-period',
      'leave.more-than-asked',
      'leave.afterwards',
      'leave.partly-afterwards',
      'leave.not-judged',
      'register.marks-refused',
      'register.key-used',
    ],
  },
})

export const refuseLeave = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/leave/:requestId/refuse',
  schema: {
    summary: 'Refuse leave, with the reason',
    tags: ['leave'],
    params: ofRequest,
    body: z.object({ reason: reasonShape, judged: z.array(judgedShape).max(20).default([]) }),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'refuse-leave',
    may: 'leave.decide',
    scope: 'school',
    audit: 'refused leave',
    problems: ['leave.decided'],
  },
})

export const noteLeave = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/leave/:requestId/notes',
  schema: {
    summary: 'Ask the family something about a request, or enter their answer',
    tags: ['leave'],
    params: ofRequest,
    body: z.object({
      kind: z.enum(['questioned', 'answered']),
      text: lineShape(1000).min(1, 'Write the question, or the answer.'),
    }),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'note-leave',
    may: 'leave.ask',
    scope: 'school',
    audit: 'entered a question or an answer about leave',
    problems: ['leave.decided'],
  },
})

export const withdrawLeave = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/leave/:requestId/withdraw',
  schema: {
    summary: 'The family does not want the leave any more, or does not take it',
    description:
      'Marks that granting it set ahead become what they were; those in closed registers stay. Once granted, only for whoever plans absence or decides on leave.',
    tags: ['leave'],
    params: ofRequest,
    body: z.object({ key: keyShape, reason: reasonShape }),
    response: { 200: z.object({ number: z.number().int(), marks: z.number().int() }) },
  },
  config: {
    id: 'withdraw-leave',
    may: 'leave.ask',
    scope: 'school',
    audit: 'withdrew leave for a family',
    problems: ['leave.decided', 'leave.in-registers', 'register.key-used'],
  },
})

export const settleLeave = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/leave/:requestId/settle',
  schema: {
    summary: 'Absence asked for and not granted becomes G',
    description:
      'Only where the pupil was marked absent without a reason (N) or in other circumstances (O) in a session that was asked for as exceptional leave and not granted, and no report of the family waits.',
    tags: ['leave'],
    params: ofRequest,
    body: z.object({
      key: keyShape,
      reason: lineShape(250).min(1, 'Please give the reason: it is kept with the mark.'),
      sessions: z.array(sessionShape).min(1, 'Choose at least one session.').max(400),
      /** How the family was told that these sessions are unauthorised: kept with the reason. */
      told: lineShape(200).min(3, 'Write how and when the family was told: “by letter of 3 December”.'),
    }),
    response: { 200: z.object({ marks: z.number().int() }) },
  },
  config: {
    id: 'settle-leave',
    may: 'register.amend',
    scope: 'school',
    audit: 'recoded absence beyond granted leave',
    problems: ['leave.nothing-beyond', 'leave.report-waits', 'register.key-used', 'register.changed-meanwhile'],
  },
})

export const leaveLetter = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/leave/:requestId/letter',
  schema: {
    summary: 'The decision as a letter to the family',
    tags: ['leave'],
    params: ofRequest,
    response: { 200: z.any() },
  },
  config: {
    id: 'leave-letter',
    may: 'leave.view',
    scope: 'school',
    audit: 'printed a decision on leave',
    raw: 'application/pdf',
    problems: ['leave.undecided'],
  },
})
