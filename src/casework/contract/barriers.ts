import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, reasonShape } from '../../register/contract.ts'
import { BARRIER_KINDS, STRENGTHS, WHOSE } from '../rules/barriers/kinds.ts'
import { ASSESSED_WAYS, answersShape, BARRIER_ENTRIES } from './entries/barriers.ts'
import { sentShape } from './meeting-shapes.ts'
import { atCase } from './shapes.ts'

const kindShape = z.enum(BARRIER_KINDS)
const whoShape = z.enum(WHOSE)
const byShape = z.object({ name: z.string(), position: z.string() })
const done = { 200: z.object({}) }
const WRITING = ['casework.closed', 'casework.changed', 'sent.otherwise'] as const

/** What was done for a barrier, as the part of a case that is about support keeps it. */
const offerShape = z.object({
  title: z.string(),
  day: dayShape,
  /** What whoever was asked said to it; null while they have not. */
  answer: z.enum(['accepted', 'refused']).nullable(),
})

const barrierShape = z.object({
  barrierId: z.string(),
  kind: kindShape,
  whose: whoShape,
  words: z.string(),
  strength: z.enum(STRENGTHS).nullable(),
  recorded: dayShape,
  by: byShape,
  restricted: z.boolean(),
  eased: z.object({ day: dayShape, because: z.string(), by: byShape }).nullable(),
  offers: z.array(offerShape),
})
export type BarrierShown = z.output<typeof barrierShape>

const voiceShape = z.object({
  assessmentId: z.string(),
  who: whoShape,
  name: z.string(),
  day: dayShape,
  way: z.enum(ASSESSED_WAYS),
  by: byShape,
  restricted: z.boolean(),
  /** What was asked, with what they wrote, as they wrote it. */
  said: z.array(z.object({ asked: z.string(), text: z.string() })),
})
export type Voice = z.output<typeof voiceShape>

export const caseBarriers = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/barriers',
  schema: {
    summary:
      'What makes school hard for a child: their own words, barriers, and the answers of child, parents and school side by side',
    description:
      'The latest answers of each are compared. `suggestions` are what the answers point to: no barrier is recorded until a person does it. Restricted answers and barriers are told to those alone who look after safety.',
    tags: ['casework'],
    params: atCase,
    response: {
      200: z.object({
        child: z.string(),
        today: dayShape,
        open: z.boolean(),
        barriers: z.array(barrierShape),
        suggestions: z.array(
          z.object({
            kind: kindShape,
            whose: whoShape,
            assessmentId: z.string(),
            strength: z.enum(STRENGTHS),
            words: z.string(),
            restricted: z.boolean(),
          }),
        ),
        voices: z.array(voiceShape),
        /** One row for each thing that was asked, what is hardest for the child first; `levels` in step with the voices. */
        compared: z.array(
          z.object({
            id: z.string(),
            kind: kindShape,
            words: z.string(),
            levels: z.array(z.number().int().nullable()),
            declined: z.array(z.boolean()),
            agree: z.enum(['hard', 'not', 'differ', 'one', 'none']),
          }),
        ),
        /** Earlier answers of those who answered again since. */
        earlier: z.array(voiceShape.omit({ said: true })),
        /** Those with responsibility or care who may be told, and whether they were asked on the family page. */
        parents: z.array(
          z.object({
            contactId: contactIdShape,
            name: z.string(),
            relationship: z.string(),
            asked: dayShape.nullable(),
            answered: dayShape.nullable(),
          }),
        ),
        mayRecord: z.boolean(),
      }),
    },
  },
  config: {
    id: 'case-barriers',
    may: 'casework.view',
    scope: 'school',
    audit: 'read what makes school hard for a pupil',
  },
})

const restrictedShape = z.boolean().default(false)

export const recordBarrier = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/barriers',
  schema: {
    summary: 'Record a barrier to attendance, in the words of the child, a parent or a member of staff',
    tags: ['casework'],
    params: atCase,
    body: BARRIER_ENTRIES['barrier-recorded'].extend({ key: keyShape, restricted: restrictedShape }),
    response: done,
  },
  config: {
    id: 'record-barrier',
    may: 'casework.record',
    scope: 'school',
    audit: 'recorded a barrier to attendance',
    problems: [...WRITING, 'casework.barrier-known'],
  },
})

export const easeBarrier = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/barriers/:barrierId/eased',
  schema: {
    summary: 'Record that a barrier has eased, and what eased it',
    tags: ['casework'],
    params: atCase.extend({ barrierId: uuidShape() }),
    body: z.object({ key: keyShape, because: reasonShape }),
    response: done,
  },
  config: {
    id: 'ease-barrier',
    may: 'casework.record',
    scope: 'school',
    audit: 'recorded that a barrier to attendance has eased',
    problems: [...WRITING, 'casework.no-barrier', 'casework.barrier-eased'],
  },
})

export const assessDifficulties = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/assessments',
  schema: {
    summary: 'Keep what a child, a parent or the school answered about difficulties with coming to school',
    description:
      'Typed with the child beside, or copied from paper. Words are kept exactly as they came. `restricted`: something in it is about safety, so that those alone who look after it may read it; whoever heard it may write it down.',
    tags: ['casework'],
    params: atCase,
    body: z.object({
      key: keyShape,
      assessmentId: uuidShape(),
      who: whoShape,
      /** The parent who answered. Needed of a parent, and of nobody else. */
      contactId: contactIdShape.optional(),
      way: z.enum(['screen', 'paper']),
      /** The day on which they answered: today or before. */
      day: dayShape,
      restricted: restrictedShape,
      ...answersShape,
    }),
    response: done,
  },
  config: {
    id: 'assess-difficulties',
    may: 'casework.record',
    scope: 'school',
    audit: 'kept an assessment of difficulties with attendance',
    problems: [...WRITING, 'casework.answers', 'casework.not-yet', 'casework.no-parent', 'casework.assessment-known'],
  },
})

export const raiseAnswers = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/assessments/:assessmentId/raised',
  schema: {
    summary: 'Tell those who look after safety that answers which stand in the case are about it',
    description:
      'They have to read and to act on it then. The answers stay where they are: nothing that stands in a case is hidden afterwards.',
    tags: ['casework'],
    params: atCase.extend({ assessmentId: uuidShape() }),
    body: z.object({ key: keyShape }),
    response: done,
  },
  config: {
    id: 'raise-answers',
    may: 'casework.record',
    scope: 'school',
    audit: 'told those who look after safety about answers in a case',
    problems: [...WRITING, 'casework.no-answers'],
  },
})

export const inviteToAssess = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/assessment-invitations',
  schema: {
    summary:
      'Ask a parent on the family page what makes school hard for the child, and write to them that they are asked',
    description:
      'The message goes to that parent alone, by the way that they chose; it says how else to answer. `sent`: what went, or why nothing did; empty where the key was sent before.',
    tags: ['casework'],
    params: atCase,
    body: z.object({ key: keyShape, contactId: contactIdShape }),
    response: { 200: z.object({ sent: sentShape }) },
  },
  config: {
    id: 'invite-to-assess',
    may: 'casework.record',
    scope: 'school',
    audit: 'asked a parent what makes school hard',
    problems: [...WRITING, 'casework.no-parent'],
  },
})

export const assessmentPaper = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/assessment-paper/:who',
  schema: {
    summary:
      'The questions about difficulties with attendance as a form to fill in by hand, or filled with answers, as a PDF',
    tags: ['casework'],
    params: atCase.extend({ who: whoShape }),
    querystring: z.object({ assessmentId: uuidShape().optional() }),
    response: { 200: z.unknown() },
  },
  config: {
    id: 'assessment-paper',
    may: 'casework.view',
    scope: 'school',
    audit: 'printed a form about difficulties with attendance',
    raw: 'application/pdf',
  },
})
