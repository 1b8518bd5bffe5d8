import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, halfShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { NOTICE_STATES } from '../rules/improve/notice-state.ts'
import { NOTICE_EVENTS } from './events/notice.ts'
import { wordsShape } from './events/shape.ts'
import { atSchool, atThread, byShape, threadIdShape } from './shapes.ts'

const CHANGED = 'enforcement.changed'
const answer = { 200: z.object({ threadId: threadIdShape }) }
const draft = NOTICE_EVENTS['improve-drafted'].body
const periodShape = z.object({
  first: dayShape,
  weeks: z.number().int().min(3, 'At least 3 weeks.').max(6, 'At most 6 weeks.'),
})

export const prepareImprove = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/considerations/:threadId/improve',
  schema: {
    summary: 'What a notice to improve would say, from the marks, the case and the settings: a proposal to change',
    tags: ['enforcement'],
    params: atThread,
    querystring: z.object({
      contactId: contactIdShape,
      first: dayShape.optional(),
      weeks: z.coerce.number().int().min(3).max(6).optional(),
    }),
    response: {
      200: z.object({
        first: dayShape,
        last: dayShape,
        weeks: z.number().int(),
        contents: draft.shape.contents,
        target: draft.shape.target,
        /** The draft or the withdrawn notice whose words these are; null where they are a first proposal. A draft is changed, and stays one notice. */
        before: z.object({ threadId: threadIdShape, state: z.enum(['draft', 'withdrawn']) }).nullable(),
        /** Why support was said not to suit, or that all of it was leave; then a reason is needed to use a notice all the same. */
        unsuitable: z.string().nullable(),
        open: z.boolean(),
        missing: z.array(z.string()),
        to: z.string(),
        /** Why they may be a parent in law, and what has to be said of them first; null where nothing has. */
        because: z.string(),
        ask: z.string().nullable(),
        /** Half days of these weeks on which the child is not expected: a part-time timetable. They are not among those possible. */
        away: z.number().int(),
        child: z.string(),
        preferredName: z.string(),
        earlyAfterWeeks: z.number().int().nullable(),
      }),
    },
  },
  config: {
    id: 'prepare-notice-to-improve',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'prepared a notice to improve',
    problems: ['enforcement.no-calendar', 'enforcement.not-a-parent'],
  },
})

export const draftImprove = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/notices-to-improve',
  schema: {
    summary: 'Build a notice to improve, or build it anew before it is sent; only past the gate',
    tags: ['enforcement'],
    params: atSchool,
    body: periodShape.extend({
      key: keyShape,
      threadId: threadIdShape,
      considerationId: threadIdShape,
      contactId: contactIdShape,
      /** What is enough and what comes early is said by the server, from the numbers: a paper says one thing. */
      contents: draft.shape.contents.omit({ enough: true, early: true }),
      target: draft.shape.target.pick({ unauthorised: true, attended: true }),
      despite: lineShape(500).nullable(),
      /** Why this adult is a parent in law, where nobody has entered that they are. */
      whyParent: lineShape(500).nullable().optional(),
    }),
    response: answer,
  },
  config: {
    id: 'draft-notice-to-improve',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'built a notice to improve',
    problems: [
      'enforcement.gate',
      'enforcement.unsuitable',
      'enforcement.late',
      'enforcement.no-calendar',
      'enforcement.not-a-parent',
      'enforcement.not-now',
      'enforcement.begun',
      CHANGED,
    ],
  },
})

export const showImprove = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/notices-to-improve/:threadId',
  schema: {
    summary: 'A notice to improve: what it says, where it stands, and every session of its weeks',
    tags: ['enforcement'],
    params: atThread,
    response: {
      200: z.object({
        threadId: threadIdShape,
        caseId: z.string().nullable(),
        pupil: z.object({ id: pupilIdShape, name: z.string() }),
        to: z.object({ id: contactIdShape, name: z.string() }),
        today: dayShape,
        state: z.enum(NOTICE_STATES),
        /** The day on which the head let it go; and on which the parent has it, or is taken to. */
        sentOn: dayShape.nullable(),
        received: dayShape.nullable(),
        /** What became of its message, in words; null where it was given by hand, or is a draft. */
        fate: z.string().nullable(),
        halfway: dayShape,
        reviewed: z.boolean(),
        told: draft,
        earliestEarly: dayShape.nullable(),
        tracking: z.object({
          attended: z.number().int(),
          possible: z.number().int(),
          unauthorised: z.number().int(),
          left: z.number().int(),
          excused: z.number().int(),
          stands: z.enum(['on the way', 'failed', 'out of reach', 'reached', 'short']),
          weeks: z.array(
            z.object({
              monday: dayShape,
              attended: z.number().int(),
              possible: z.number().int(),
              unauthorised: z.number().int(),
              sessions: z.array(
                z.object({
                  day: dayShape,
                  half: halfShape,
                  is: z.enum(['attended', 'unauthorised', 'other absence', 'none']),
                  /** Of unauthorised sessions alone. */
                  code: z.string().nullable(),
                }),
              ),
            }),
          ),
        }),
        ended: z
          .object({
            outcome: z.string(),
            ground: z.string().nullable(),
            words: z.string(),
            by: byShape,
            at: momentShape,
          })
          .nullable(),
        reviews: z.array(z.object({ day: dayShape, words: z.string(), by: byShape })),
        outcomes: z.array(z.enum(['improved', 'not improved', 'withdrawn', 'early penalty notice'])),
        /** How whoever asks can send it now; none where they may not, or it is sent. */
        ways: z.array(z.enum(['message', 'by hand'])),
        mayPrepare: z.boolean(),
        mayDecide: z.boolean(),
        /** Why it cannot be sent; null where it can. */
        stopped: z.string().nullable(),
        issuer: z.enum(['school', 'authority']),
      }),
    },
  },
  config: {
    id: 'show-notice-to-improve',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'looked at a notice to improve',
  },
})

export const printImprove = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/notices-to-improve/:threadId/paper',
  schema: {
    summary: 'A notice to improve as a paper: PDF/UA',
    tags: ['enforcement'],
    params: atThread,
    response: { 200: z.string() },
  },
  config: {
    id: 'print-notice-to-improve',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'printed a notice to improve',
    raw: 'A PDF.',
  },
})

export const sendImprove = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/notices-to-improve/:threadId/sent',
  schema: {
    summary: 'Send a notice to improve to its parent as a message or letter, or write down that it was given by hand',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({ key: keyShape, way: z.enum(['message', 'by hand']) }),
    response: answer,
  },
  config: {
    id: 'send-notice-to-improve',
    may: 'enforcement.decide',
    scope: 'school',
    audit: 'sent a notice to improve',
    problems: ['enforcement.gate', 'enforcement.not-now', 'enforcement.late', 'enforcement.not-a-parent', CHANGED],
  },
})

export const reviewImprove = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/notices-to-improve/:threadId/reviews',
  schema: {
    summary: 'Write down what came of looking at a notice to improve halfway',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({ key: keyShape, words: wordsShape }),
    response: answer,
  },
  config: {
    id: 'review-notice-to-improve',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'looked at a notice to improve halfway',
    problems: ['enforcement.not-now', CHANGED],
  },
})

export const endImprove = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/notices-to-improve/:threadId/outcome',
  schema: {
    summary: 'Say what came of a notice to improve, with the sessions as they stand',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({
      key: keyShape,
      outcome: NOTICE_EVENTS['improve-ended'].body.shape.outcome,
      ground: lineShape(300).nullable(),
      words: wordsShape,
    }),
    response: answer,
  },
  config: {
    id: 'end-notice-to-improve',
    may: 'enforcement.decide',
    scope: 'school',
    audit: 'said what came of a notice to improve',
    problems: ['enforcement.not-now', 'enforcement.too-early', 'enforcement.no-ground', CHANGED],
  },
})
