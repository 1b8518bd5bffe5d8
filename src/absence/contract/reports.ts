import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import {
  contactIdShape,
  dayShape,
  halfShape,
  momentShape,
  pupilIdShape,
  schoolIdShape,
  uuidShape,
} from '../../kernel/shapes.ts'
import { codeShape, detailsShape, keyShape, lineShape } from '../../register/contract.ts'
import { REPORT_CATEGORIES, REPORT_CHANNELS, SET_ASIDE_REASONS } from '../rules/report.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
/** How many steps the report had when the caller saw it: where somebody else has acted since, it is a 409 and not the last word. */
const seenShape = z.number().int().min(0)
const ofReport = atSchool.extend({ reportId: uuidShape() })
export const sessionShape = z.object({ day: dayShape, half: halfShape })
const byShape = z.object({ name: z.string(), position: z.string() })

const untilShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), day: dayShape }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('returns'), day: dayShape }),
])

const ruleShape = z.object({ words: z.string(), source: z.object({ source: z.string(), verified: z.boolean() }) })
const suggestionShape = z.union([
  z.object({ code: codeShape, because: ruleShape, alternatives: z.array(codeShape) }),
  z.object({
    ask: z.string(),
    because: ruleShape,
    alternatives: z.array(codeShape),
    leads: z.enum(['leave', 'late-desk']).nullable(),
  }),
])

const stepShape = z.object({
  number: z.number().int(),
  kind: z.enum(['accepted', 'changed', 'question', 'answer', 'set-aside']),
  text: z.string(),
  code: codeShape.nullable(),
  from: sessionShape.nullable(),
  to: sessionShape.nullable(),
  marks: z.number().int(),
  reason: z.enum(SET_ASIDE_REASONS).nullable(),
  movedTo: z.string().nullable(),
  at: momentShape,
  by: byShape,
})

export const shownReportShape = z.object({
  id: z.string(),
  pupil: z.object({ id: pupilIdShape, name: z.string() }),
  first: sessionShape,
  until: untilShape,
  category: z.enum(REPORT_CATEGORIES),
  words: z.string(),
  channel: z.enum(REPORT_CHANNELS),
  reporter: z.object({
    contactId: contactIdShape.nullable(),
    name: z.string(),
    /** As the roll has them for this child: "mother"; null for somebody it does not know. */
    relationship: z.string().nullable(),
    /** Must not be told anything about this child: no answer goes to them. */
    barred: z.boolean(),
  }),
  receivedAt: momentShape,
  entered: z.object({ at: momentShape, by: byShape }),
  movedFrom: z.object({ id: z.string(), pupil: z.string() }).nullable(),
  movedTo: z.object({ id: z.string(), pupil: z.string() }).nullable(),
  state: z.enum(['waiting', 'waiting for the family', 'accepted', 'set aside']),
  /** The sessions of the calendar that it speaks of, with the marks that stand. */
  sessions: z.array(sessionShape.extend({ code: codeShape.nullable() })),
  suggestion: suggestionShape,
  /** The first and last session that accepting it as it stands would count for. */
  span: z.object({ from: sessionShape, to: sessionShape }).nullable(),
  /** Reports about the same child and days that say something else. */
  contradicts: z.array(z.string()),
  steps: z.array(stepShape),
  /** How many files of evidence came with it or after it. */
  files: z.number().int(),
  /** What the family is told of it. */
  outcome: z.string(),
})
export type ShownReport = z.output<typeof shownReportShape>

export const listReports = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/absence-reports',
  schema: {
    summary: 'What families reported about some days, those that wait first, with the code each suggests and why',
    description: 'Those that wait are there however old. Without days: today and what is to come.',
    tags: ['absence'],
    params: atSchool,
    querystring: z.object({ from: dayShape.optional(), to: dayShape.optional(), pupilId: pupilIdShape.optional() }),
    response: { 200: z.object({ reports: z.array(shownReportShape), waiting: z.number().int() }) },
  },
  config: { id: 'list-absence-reports', may: 'absence.view', scope: 'school', audit: 'looked at reports of absence' },
})

/** What is reported about each of some children at once. */
export const reportBody = z.object({
  /** Made by the sender, one for each child: sending the same again changes nothing. */
  children: z
    .array(z.object({ reportId: uuidShape(), pupilId: pupilIdShape }))
    .min(1, 'Choose at least one child.')
    .max(10, 'Report for at most ten children at once.'),
  first: sessionShape,
  until: untilShape,
  category: z.enum(REPORT_CATEGORIES),
  words: lineShape(1000).default(''),
  /** Whether the child is at home alone, where somebody said so; null where nobody did. */
  alone: z.boolean().nullable().default(null),
  channel: z.enum(REPORT_CHANNELS),
  reporter: z.object({
    contactId: contactIdShape.nullable().default(null),
    name: lineShape(120).min(1, 'Write down who told you.'),
  }),
  receivedAt: momentShape,
})

export const enterReports = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/absence-reports',
  schema: {
    summary: 'Enter what a family told the school about an absence',
    description: 'For each child a report of its own. Nothing is marked before somebody accepts it.',
    tags: ['absence'],
    params: atSchool,
    body: reportBody,
    response: {
      200: z.object({
        ids: z.array(z.string()),
        /** How many of them the school had already, in the same words. */
        repeated: z.number().int(),
      }),
    },
  },
  config: {
    id: 'enter-absence-report',
    may: 'absence.report',
    scope: 'school',
    audit: 'entered a report of absence',
    problems: [
      'absence.bad-period',
      'absence.two-years',
      'absence.too-long',
      'absence.no-session',
      'absence.not-on-roll',
      'absence.from-the-future',
      'absence.not-a-contact',
      'absence.key-used',
    ],
  },
})

const toldShape = z.object({
  /** Whether a message to the family was put in the queue, and why not where one was wished for. */
  sent: z.boolean(),
  why: z.string(),
})

export const acceptReport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/absence-reports/:reportId/accept',
  schema: {
    summary: 'Take a report as the reason for the absence; the registers get its code, or another than before',
    description:
      'Sessions without a reason (N) are recoded, those to come are marked ahead, marks that stand are kept. Accepted once more, what the first acceptance set becomes the new code. L sets no mark: the child is signed in on arrival.',
    tags: ['absence'],
    params: ofReport,
    body: z.object({
      key: keyShape,
      seen: seenShape,
      code: codeShape,
      details: detailsShape.optional(),
      from: sessionShape,
      to: sessionShape,
      /** What the family is told besides. */
      text: lineShape(500).default(''),
      /** Send the outcome to whoever reported it. */
      tell: z.boolean().default(false),
    }),
    response: {
      200: z.object({
        number: z.number().int(),
        recoded: z.number().int(),
        ahead: z.number().int(),
        /** Sessions whose marks stand as they were. */
        kept: z.number().int(),
        told: toldShape,
      }),
    },
  },
  config: {
    id: 'accept-absence-report',
    may: 'absence.settle',
    scope: 'school',
    audit: 'accepted a report of absence',
    problems: [
      'absence.set-aside',
      'absence.changed',
      'absence.leave-needed',
      'absence.not-a-reason',
      'absence.outside',
      'absence.no-session',
      'absence.not-warned',
      'register.marks-refused',
      'register.changed-meanwhile',
      'register.key-used',
    ],
  },
})

export const noteReport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/absence-reports/:reportId/notes',
  schema: {
    summary: 'Ask the family about a report, or enter their answer',
    tags: ['absence'],
    params: ofReport,
    body: z.object({
      seen: seenShape,
      kind: z.enum(['question', 'answer']),
      text: lineShape(500).min(1, 'Write the question, or the answer.'),
      tell: z.boolean().default(false),
    }),
    response: { 200: z.object({ number: z.number().int(), told: toldShape }) },
  },
  config: {
    id: 'note-absence-report',
    may: 'absence.report',
    scope: 'school',
    audit: 'entered a question or an answer about a report of absence',
    problems: ['absence.set-aside', 'absence.changed'],
  },
})

export const setAsideReport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/absence-reports/:reportId/set-aside',
  schema: {
    summary: 'Set a report aside: a duplicate, taken back, or not about this child',
    description:
      'Marks are left alone. Where it had been accepted, what accepting it set becomes again what it was. With `moveTo` it is entered for the right child.',
    tags: ['absence'],
    params: ofReport,
    body: z.object({
      key: keyShape,
      seen: seenShape,
      reason: z.enum(SET_ASIDE_REASONS),
      text: lineShape(500).default(''),
      /** The right child, and the number that the report gets there. */
      moveTo: z.object({ reportId: uuidShape(), pupilId: pupilIdShape }).optional(),
    }),
    response: { 200: z.object({ number: z.number().int(), marks: z.number().int() }) },
  },
  config: {
    id: 'set-aside-absence-report',
    may: 'absence.settle',
    scope: 'school',
    audit: 'set aside a report of absence',
    problems: [
      'absence.set-aside',
      'absence.changed',
      'absence.not-on-roll',
      'absence.no-session',
      'absence.same-child',
      'absence.key-used',
      'register.key-used',
      'register.changed-meanwhile',
    ],
  },
})
