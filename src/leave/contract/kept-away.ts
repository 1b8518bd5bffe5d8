import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape, previewPlan, reasonShape } from '../../register/contract.ts'
import { DETENTION_KINDS, PROVISION_CODES, SUSPENSION_CATEGORIES, SUSPENSION_KINDS } from '../rules/kept-away.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const ofOne = atSchool.extend({ keptAwayId: uuidShape() })
const sessionShape = z.object({ day: dayShape, half: halfShape })
const byShape = z.object({ name: z.string(), position: z.string() })
const stateShape = z.enum(['to come', 'running', 'over', 'ended'])
const stepShape = z.object({
  number: z.number().int(),
  kind: z.enum(['provision', 'ended']),
  words: z.string(),
  code: z.enum(PROVISION_CODES).nullable(),
  from: dayShape,
  to: dayShape.nullable(),
  at: momentShape,
  by: byShape,
})
const sumsShape = z.object({ term: z.number(), year: z.number() })
/** A sum that was passed: in words, and whether its source was read. */
const passedShape = z.array(z.object({ words: z.string(), source: z.string(), verified: z.boolean() }))

const suspensionShape = z.object({
  id: z.string(),
  pupil: z.object({ id: pupilIdShape, name: z.string() }),
  kind: z.enum(SUSPENSION_KINDS),
  from: sessionShape,
  to: sessionShape.nullable(),
  /** School days of it, a session as half a day; null for good. */
  days: z.number().nullable(),
  state: stateShape,
  /** The sixth school day, where it lasts that long, and the first day from there on without other education. */
  sixth: dayShape.nullable(),
  lacking: dayShape.nullable(),
  /** Why, for those who may know; null for everybody else. */
  reason: z.object({ category: z.string(), words: z.string() }).nullable(),
  sums: sumsShape,
  passed: passedShape,
  decided: z.object({ day: dayShape, at: momentShape, by: byShape }),
  steps: z.array(stepShape),
})
export type Suspension = z.output<typeof suspensionShape>

export const listSuspensions = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/suspensions',
  schema: {
    summary: 'Suspensions and exclusions of the school year, those running first',
    description:
      'Why somebody was suspended, and why that ended, is left out for whoever may not see what is confidential about pupils.',
    tags: ['leave'],
    params: atSchool,
    response: {
      200: z.object({
        suspensions: z.array(suspensionShape),
        /** The rule of the sixth day, and where it is from. */
        sixthDay: z.object({ nth: z.number().int(), source: z.string(), verified: z.boolean() }),
      }),
    },
  },
  config: { id: 'list-suspensions', may: 'leave.view', scope: 'school', audit: 'looked at suspensions' },
})

const suspensionWish = z.object({
  pupilId: pupilIdShape,
  kind: z.enum(SUSPENSION_KINDS),
  from: sessionShape,
  /** The last session; null for a permanent exclusion. */
  to: sessionShape.nullable(),
  decidedDay: dayShape,
})
const wishProblems = [
  'leave.bad-period',
  'leave.two-years',
  'leave.decided-later',
  'leave.no-session',
  'leave.already-kept-away',
  'leave.not-on-roll',
  'register.nothing-to-change',
  'register.marks-refused',
]

export const previewSuspension = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/suspensions/preview',
  schema: {
    summary: 'What a suspension would do: its days, the sixth of them, its marks, and what it adds up to',
    tags: ['leave'],
    params: atSchool,
    body: suspensionWish,
    response: {
      200: z.object({
        days: z.number().nullable(),
        /** The first five school days, on which the child may not be in a public place. */
        early: z.array(dayShape),
        sixth: dayShape.nullable(),
        sums: sumsShape,
        passed: passedShape,
        marks: previewPlan.schema.response[200],
      }),
    },
  },
  config: {
    id: 'preview-suspension',
    may: 'leave.suspend',
    scope: 'school',
    audit: { none: 'Changes nothing and shows what the caller may already see.' },
    problems: wishProblems,
  },
})

const doneShape = z.object({ id: z.string(), marks: z.number().int(), kept: z.number().int() })
const stepAnswer = z.object({ number: z.number().int(), marks: z.number().int() })

export const suspendPupil = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/suspensions',
  schema: {
    summary: 'Record a suspension or a permanent exclusion; the registers get E for its first five school days',
    description: 'From the sixth school day E alone is not valid: other education is recorded from there.',
    tags: ['leave'],
    params: atSchool,
    body: suspensionWish.extend({
      key: keyShape,
      category: z.enum(Object.keys(SUSPENSION_CATEGORIES) as [keyof typeof SUSPENSION_CATEGORIES]),
      words: reasonShape,
      /** What the letter says besides: how to be heard, who can help, which work is set. */
      letter: lineShape(2000).default(''),
    }),
    response: { 200: doneShape },
  },
  config: {
    id: 'suspend-pupil',
    may: 'leave.suspend',
    scope: 'school',
    audit: 'recorded a suspension',
    problems: [...wishProblems, 'register.key-used'],
  },
})

export const provideElsewhere = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/suspensions/:keptAwayId/provision',
  schema: {
    summary: 'Record the education that a suspended pupil gets elsewhere, due from the sixth school day',
    tags: ['leave'],
    params: ofOne,
    body: z.object({
      key: keyShape,
      code: z.enum(PROVISION_CODES),
      place: lineShape(200).min(1, 'Write down where, and who teaches or supervises the pupil there.'),
      first: dayShape,
      last: dayShape,
    }),
    response: { 200: stepAnswer },
  },
  config: {
    id: 'provide-elsewhere',
    may: 'register.plan',
    scope: 'school',
    audit: 'recorded education of a suspended pupil',
    problems: [
      'leave.decided',
      'leave.bad-period',
      'leave.two-years',
      'leave.outside-suspension',
      'register.nothing-to-change',
      'register.marks-refused',
      'register.key-used',
    ],
  },
})

const endBody = z.object({
  key: keyShape,
  /** The first session for which the pupil is expected again. */
  from: sessionShape,
  reason: reasonShape,
})
const endProblems = ['leave.decided', 'leave.bad-period', 'register.key-used']

export const endSuspension = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/suspensions/:keptAwayId/end',
  schema: {
    summary: 'End a suspension early, or withdraw it: expected again from a session on',
    tags: ['leave'],
    params: ofOne,
    body: endBody,
    response: { 200: stepAnswer },
  },
  config: {
    id: 'end-suspension',
    may: 'leave.suspend',
    scope: 'school',
    audit: 'ended a suspension',
    problems: endProblems,
  },
})

export const suspensionLetter = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/suspensions/:keptAwayId/letter',
  schema: {
    summary: 'The letter about a suspension to the family',
    tags: ['leave'],
    params: ofOne,
    response: { 200: z.any() },
  },
  config: {
    id: 'suspension-letter',
    may: 'leave.suspend',
    scope: 'school',
    audit: 'printed a letter about a suspension',
    raw: 'application/pdf',
  },
})

const detentionShape = z.object({
  id: z.string(),
  pupil: z.object({ id: pupilIdShape, name: z.string() }),
  kind: z.enum(DETENTION_KINDS),
  from: sessionShape,
  to: sessionShape,
  words: z.string(),
  state: stateShape,
  recorded: z.object({ at: momentShape, by: byShape }),
  steps: z.array(stepShape),
})
export type Detention = z.output<typeof detentionShape>

export const listDetentions = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/detentions',
  schema: {
    summary: 'Pupils in criminal justice detention this school year',
    tags: ['leave'],
    params: atSchool,
    response: { 200: z.object({ detentions: z.array(detentionShape) }) },
  },
  config: { id: 'list-detentions', may: 'leave.detention', scope: 'school', audit: 'looked at detentions' },
})

export const recordDetention = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/detentions',
  schema: {
    summary: 'Record criminal justice detention; the registers get Y5 and say nothing else',
    description:
      'The kind and the particulars stay with those who may see them. `to` is the day by which it is looked at again.',
    tags: ['leave'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      pupilId: pupilIdShape,
      kind: z.enum(DETENTION_KINDS),
      from: sessionShape,
      to: sessionShape,
      words: reasonShape,
    }),
    response: { 200: doneShape },
  },
  config: {
    id: 'record-detention',
    may: 'leave.detention',
    scope: 'school',
    audit: 'recorded a detention',
    problems: [...wishProblems, 'register.key-used'],
  },
})

export const endDetention = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/detentions/:keptAwayId/end',
  schema: {
    summary: 'The pupil is free: expected again from a session on',
    tags: ['leave'],
    params: ofOne,
    body: endBody,
    response: { 200: stepAnswer },
  },
  config: {
    id: 'end-detention',
    may: 'leave.detention',
    scope: 'school',
    audit: 'ended a detention',
    problems: endProblems,
  },
})
