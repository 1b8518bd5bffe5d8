import { z } from 'zod'
import { REPORT_CATEGORIES } from '../../absence/contract.ts'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { LEAVE_KINDS } from '../../leave/contract.ts'
import { lineShape } from '../../register/contract.ts'
import { ofChild, sessionShape } from './shapes.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const chosenChildren = z
  .array(ofChild.extend({ id: uuidShape() }))
  .min(1, 'Choose at least one child.')
  .max(10, 'Choose at most ten children.')

export const reportAbsence = operation({
  method: 'POST',
  url: '/api/family/reports',
  schema: {
    summary: 'Report that one or several of the caller’s children are or will be away',
    description: 'For each child a report of its own, named by the sender: sent again, it is there once.',
    tags: ['parents'],
    body: z.object({
      children: chosenChildren,
      first: sessionShape,
      until: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('day'), day: dayShape }),
        z.object({ kind: z.literal('unknown') }),
        z.object({ kind: z.literal('returns'), day: dayShape }),
      ]),
      category: z.enum(REPORT_CATEGORIES, 'Choose what the absence is for.'),
      words: lineShape(1000).default(''),
      /** Whether the child will be at home alone, where the family said so. */
      alone: z.boolean().nullable().default(null),
    }),
    response: {
      200: z.object({
        ids: z.array(z.string()),
        /** Which report is about which child: what is sent with it goes there. */
        reports: z.array(ofChild.extend({ reportId: z.string() })),
      }),
    },
  },
  config: {
    id: 'report-absence',
    may: 'family.use',
    scope: 'own',
    audit: 'reported an absence on the family page',
    problems: [
      'absence.bad-period',
      'absence.two-years',
      'absence.too-long',
      'absence.no-session',
      'absence.not-on-roll',
      'absence.key-used',
      'family.long-past',
    ],
  },
})

export const answerAboutReport = operation({
  method: 'POST',
  url: '/api/family/children/:schoolId/:pupilId/reports/:reportId/answers',
  schema: {
    summary: 'Answer what the school asked about a report',
    tags: ['parents'],
    params: ofChild.extend({ reportId: uuidShape() }),
    body: z.object({ text: lineShape(500).min(1, 'Write your answer.') }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'answer-about-report',
    may: 'family.use',
    scope: 'own',
    audit: 'answered a question about a report on the family page',
    problems: ['family.nothing-asked', 'absence.set-aside', 'absence.changed'],
  },
})

const questionShape = z.object({
  id: z.string(),
  schoolId: schoolIdShape,
  pupilId: pupilIdShape,
  child: z.string(),
  about: sessionShape.nullable(),
  text: z.string(),
  askedAt: momentShape,
  askedBy: z.string(),
  answers: z.array(z.object({ text: z.string(), at: momentShape, by: z.string() })),
})
export type FamilyQuestion = z.output<typeof questionShape>

export const askSchool = operation({
  method: 'POST',
  url: '/api/family/children/:schoolId/:pupilId/questions',
  schema: {
    summary: 'Ask the school office about a mark, or about anything of a child’s attendance',
    tags: ['parents'],
    params: ofChild,
    body: z.object({
      /** Made by the sender: sent again, it is there once. */
      questionId: uuidShape(),
      about: sessionShape.nullable(),
      text: lineShape(1000).min(1, 'Write your question.'),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'ask-school',
    may: 'family.use',
    scope: 'own',
    audit: 'asked the school a question on the family page',
    problems: ['family.too-many-questions', 'family.no-register'],
  },
})

export const myQuestions = operation({
  method: 'GET',
  url: '/api/family/questions',
  schema: {
    summary: 'What the caller asked the schools, and what they answered; the latest first',
    tags: ['parents'],
    response: { 200: z.object({ questions: z.array(questionShape) }) },
  },
  config: { id: 'my-questions', may: 'family.use', scope: 'own', audit: { none: 'A family reads its own questions.' } },
})

export const familyQuestions = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/family-questions',
  schema: {
    summary: 'What families asked on the family page: those without an answer, and those of the last four weeks',
    tags: ['parents'],
    params: atSchool,
    response: {
      200: z.object({
        questions: z.array(questionShape.extend({ fullName: z.string(), code: z.string().nullable() })),
      }),
    },
  },
  config: {
    id: 'family-questions',
    may: 'family.answer',
    scope: 'school',
    audit: 'read the questions of families',
  },
})

export const answerFamily = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/family-questions/:questionId/answers',
  schema: {
    summary: 'Answer a question of a family; they read it on the family page',
    tags: ['parents'],
    params: atSchool.extend({ questionId: uuidShape() }),
    body: z.object({
      /** Which answer it is, the first being 1: two officers at one question do not both answer. */
      number: z.number().int().min(1).max(50),
      text: lineShape(1000).min(1, 'Write the answer.'),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'answer-family',
    may: 'family.answer',
    scope: 'school',
    audit: 'answered a question of a family',
    problems: ['family.answered'],
  },
})

const kindShape = z.enum(LEAVE_KINDS)

export const requestLeave = operation({
  method: 'POST',
  url: '/api/family/leave',
  schema: {
    summary: 'Ask the head for leave of absence for one or several of the caller’s children',
    tags: ['parents'],
    body: z.object({
      children: chosenChildren,
      kind: kindShape,
      from: sessionShape,
      to: sessionShape,
      reason: lineShape(1000).min(1, 'Say what the leave is for.'),
      particulars: lineShape(300).default(''),
    }),
    response: { 200: z.object({ ids: z.array(z.string()) }) },
  },
  config: {
    id: 'request-leave',
    may: 'family.use',
    scope: 'own',
    audit: 'asked for leave on the family page',
    problems: [
      'family.leave-afterwards',
      'leave.bad-period',
      'leave.two-years',
      'leave.particulars',
      'leave.no-session',
      'leave.not-on-roll',
      'leave.key-used',
    ],
  },
})

export const familyLeave = operation({
  method: 'GET',
  url: '/api/family/leave',
  schema: {
    summary: 'The leave that the caller asked for on the family page, and what the head decided',
    tags: ['parents'],
    response: {
      200: z.object({
        requests: z.array(
          z.object({
            id: z.string(),
            schoolId: schoolIdShape,
            pupilId: pupilIdShape,
            child: z.string(),
            kind: kindShape,
            from: sessionShape,
            to: sessionShape,
            reason: z.string(),
            askedAt: momentShape,
            state: z.enum(['waiting', 'waiting for the family', 'granted', 'refused', 'withdrawn']),
            /** The decision in the words of the letter, or what the head asks; empty while it waits. */
            words: z.array(z.string()),
            hasLetter: z.boolean(),
          }),
        ),
        /** How long before its first day each school asks for a request. Not a bar. */
        notice: z.array(z.object({ schoolId: schoolIdShape, school: z.string(), words: z.string() })),
      }),
    },
  },
  config: { id: 'family-leave', may: 'family.use', scope: 'own', audit: { none: 'A family reads its own requests.' } },
})

const ofLeave = ofChild.extend({ requestId: uuidShape() })

export const answerAboutLeave = operation({
  method: 'POST',
  url: '/api/family/children/:schoolId/:pupilId/leave/:requestId/answers',
  schema: {
    summary: 'Answer what the school asked about a request for leave',
    tags: ['parents'],
    params: ofLeave,
    body: z.object({ text: lineShape(1000).min(1, 'Write your answer.') }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'answer-about-leave',
    may: 'family.use',
    scope: 'own',
    audit: 'answered a question about leave on the family page',
    problems: ['family.nothing-asked', 'leave.decided'],
  },
})

export const familyLeaveLetter = operation({
  method: 'GET',
  url: '/api/family/children/:schoolId/:pupilId/leave/:requestId/letter',
  schema: {
    summary: 'The decision on leave as a letter',
    tags: ['parents'],
    params: ofLeave,
    response: { 200: z.any() },
  },
  config: {
    id: 'family-leave-letter',
    may: 'family.use',
    scope: 'own',
    audit: 'printed a decision on leave from the family page',
    raw: 'application/pdf',
    problems: ['leave.undecided'],
  },
})
