import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { enteredShape, namedPupilShape, sessionShape, standingShape, typedLine } from './naming.ts'
import { askedQuery, atSchool } from './shapes.ts'

const ofSupport = z.object({ schoolId: schoolIdShape, supportId: uuidShape() })

const supportShape = z.object({
  id: z.string(),
  name: z.string(),
  from: dayShape,
  /** The last day with it; null while it goes on. */
  to: dayShape.nullable(),
  /** How many pupils it was recorded for by name; null where it is for a part of the school. */
  pupils: z.number().int().nullable(),
  /** Which part of the school, in words; null where pupils are named. */
  part: z.string().nullable(),
  recorded: enteredShape,
  ended: enteredShape.nullable(),
})
export type Support = z.output<typeof supportShape>

export const listSupports = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/supports',
  schema: {
    summary: 'Supports that the school has recorded, to ask of each whether it helped',
    tags: ['measures'],
    params: atSchool,
    response: { 200: z.object({ supports: z.array(supportShape) }) },
  },
  config: {
    id: 'list-supports',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It names supports and no pupil.' },
  },
})

export const recordSupport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/supports',
  schema: {
    summary: 'Records something done for some pupils from a day on',
    tags: ['measures'],
    params: atSchool,
    body: z
      .object({
        name: typedLine('Name the support, such as “Breakfast club”.'),
        from: dayShape,
        pupilIds: z.array(pupilIdShape).min(1, 'Choose at least one pupil.').max(500).optional(),
        /** Instead of pupils: a part of the school, written as in an address. */
        part: askedQuery.pick({ yearGroups: true, groupIds: true, sex: true, with: true, without: true }).optional(),
      })
      .refine((body) => (body.pupilIds === undefined) !== (body.part === undefined), {
        message: 'Choose pupils, or a part of the school, not both.',
        path: ['pupilIds'],
      }),
    response: { 200: z.object({ id: z.string() }) },
  },
  config: {
    id: 'record-support',
    may: 'measures.record',
    scope: 'school',
    audit: 'recorded a support',
    problems: ['measures.nobody-supported', 'measures.flag-not-yours', 'measures.too-many-supports'],
  },
})

export const endSupport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/supports/:supportId/end',
  schema: {
    summary: 'Says on which day a support ended',
    tags: ['measures'],
    params: ofSupport,
    body: z.object({ day: dayShape }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'end-support',
    may: 'measures.record',
    scope: 'school',
    audit: 'ended a support',
    problems: ['measures.support-ended', 'measures.ends-before-it-begins'],
  },
})

const countedShape = z.object({ absent: z.number().int(), possible: z.number().int() })

export const compareSupport = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/supports/:supportId/comparison',
  schema: {
    summary: 'Did it help? Before and after, beside pupils who were alike and had no support',
    description:
      'The change in absence of the supported pupils less the change of those most like them before, with a 95 % interval. Pupils are chosen when they are at their worst and would on average come back toward their usual selves without help; so would those alike, which is why their change is taken away, and what of it goes with a little more or less absence before is corrected. Where nobody without the support had as much absence before, no difference is given. It is no experiment.',
    tags: ['measures'],
    params: ofSupport,
    response: {
      200: z.object({
        ...standingShape,
        support: supportShape,
        before: z.object({ from: sessionShape, to: sessionShape }).nullable(),
        after: z.object({ from: sessionShape, to: sessionShape }).nullable(),
        words: z.string(),
        supported: z.number().int(),
        compared: z.number().int(),
        change: z.number(),
        changeOfAlike: z.number(),
        /** How many points more absence the supported had before than those alike, and what of the change goes with that. */
        gap: z.number(),
        changeOfGap: z.number(),
        /** `change` less `changeOfAlike` less `changeOfGap`; null where nobody without the support had as much absence before. */
        effect: z.number().nullable(),
        interval: z.object({ low: z.number(), high: z.number() }).nullable(),
        /** Why there is no interval, in a sentence. */
        noInterval: z.string().nullable(),
        /** Empty for those who may not see every pupil by name. */
        pupils: z.array(
          z.object({
            pupil: namedPupilShape,
            before: countedShape,
            after: countedShape,
            change: z.number(),
            changeOfAlike: z.number(),
            gap: z.number(),
            alike: z.array(z.object({ pupil: namedPupilShape, change: z.number() })),
          }),
        ),
        leftOut: z.array(z.object({ pupil: namedPupilShape.nullable(), why: z.string() })),
      }),
    },
  },
  config: {
    id: 'compare-support',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked at whether a support helped',
    problems: ['measures.flag-not-yours', 'measures.not-begun'],
  },
})

export const supportResult = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/supports/:supportId/result',
  schema: {
    summary: 'What came of a support, in one line',
    description: 'As `compare-support`, without the pupils: for the list of supports.',
    tags: ['measures'],
    params: ofSupport,
    response: {
      200: z.object({
        line: z.string(),
        supported: z.number().int(),
        compared: z.number().int(),
        /** Null before its first session has been counted. */
        until: sessionShape.nullable(),
        journalNumber: z.number().int(),
      }),
    },
  },
  config: {
    id: 'support-result',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It names no pupil.' },
    problems: ['measures.flag-not-yours'],
  },
})
