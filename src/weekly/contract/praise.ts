import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { YEAR_GROUPS } from '../../law/school-age.ts'
import { atSchool, byShape, changeShape, praiseStateShape } from './shapes.ts'

export const PRAISE_WAYS = ['card', 'message', 'both'] as const
export type PraiseWay = (typeof PRAISE_WAYS)[number]
const yearGroupShape = z.enum(YEAR_GROUPS as readonly [(typeof YEAR_GROUPS)[number], ...(typeof YEAR_GROUPS)[number][]])
const reasonShape = z.string().trim().min(3, 'Say why, in a few words.').max(500)

const forPraiseShape = z.object({
  pupilId: pupilIdShape,
  name: z.string(),
  form: z.string(),
  change: changeShape,
  /** What the card could say; empty where nothing was found by itself. */
  words: z.string(),
  praise: praiseStateShape,
})
export type ForPraise = z.output<typeof forPraiseShape>

export const praiseList = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/weekly/praise',
  schema: {
    summary: 'Pupils who are in school more, or late less, than in their own weeks before; and who was praised lately',
    description:
      'Illness (I), medical appointments (M) and religious observance (R) are set aside. Teachers see the pupils of their own forms. Pupils for whom the family or the school wants no praise are not among the improved.',
    tags: ['weekly'],
    params: atSchool,
    querystring: z.object({ yearGroup: yearGroupShape.optional(), groupId: groupIdShape.optional() }),
    response: {
      200: z.object({
        /** The Monday of the latest school week counted; null before there is one. */
        monday: dayShape.nullable(),
        improved: z.array(forPraiseShape),
        /** Everybody asked for, by name: praise can be for something that no figure knows. */
        pupils: z.array(forPraiseShape),
        given: z.array(
          z.object({
            praiseId: z.string(),
            pupilId: pupilIdShape,
            name: z.string(),
            day: dayShape,
            words: z.string(),
            childWords: z.string(),
            way: z.enum(PRAISE_WAYS),
            by: byShape,
          }),
        ),
        mayMessage: z.boolean(),
      }),
    },
  },
  config: {
    id: 'praise-list',
    may: 'weekly.give',
    scope: 'school',
    audit: { none: 'The week’s sums of pupils whose marks the caller sees.' },
  },
})

export const givePraise = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/weekly/praise',
  schema: {
    summary: 'Praise a pupil: a card to print, a message to the family, or both',
    description: 'Not twice within four weeks, and never against the wish of the family or the school.',
    tags: ['weekly'],
    params: atSchool,
    body: z.object({
      praiseId: uuidShape(),
      pupilId: pupilIdShape,
      words: z.string().trim().min(3, 'Say what went well, in a few words.').max(200),
      childWords: z.string().trim().max(200),
      way: z.enum(PRAISE_WAYS),
    }),
    response: { 200: z.object({ praiseId: z.string(), messages: z.number().int() }) },
  },
  config: {
    id: 'give-praise',
    may: 'weekly.give',
    scope: 'school',
    audit: 'praised a pupil',
    problems: [
      'weekly.no-praise-wanted',
      'weekly.praised-lately',
      'weekly.may-not-message',
      'weekly.nobody-to-message',
    ],
  },
})

export const praiseCards = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/weekly/praise/cards',
  schema: {
    summary: 'Praise postcards as a PDF: four A6 cards on each A4 sheet, to cut',
    tags: ['weekly'],
    params: atSchool,
    body: z.object({ praiseIds: z.array(uuidShape()).min(1).max(200) }),
    response: { 200: z.any() },
  },
  config: {
    id: 'praise-cards',
    may: 'weekly.give',
    scope: 'school',
    audit: 'printed praise cards',
    raw: 'application/pdf',
    problems: ['weekly.no-cards'],
  },
})

export const choosePraise = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/weekly/praise/choices/:pupilId',
  schema: {
    summary: 'Write down whether a pupil is to be praised for attendance, with the reason',
    description:
      'The school’s own word, or the family’s as it was told. A family’s “no” stands until the family takes it back.',
    tags: ['weekly'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    body: z.object({ wanted: z.boolean(), chosenBy: z.enum(['family', 'school']), reason: reasonShape }),
    response: { 200: z.object({ unwantedBy: z.array(z.enum(['family', 'school'])) }) },
  },
  config: {
    id: 'choose-praise',
    may: 'weekly.give',
    scope: 'school',
    audit: 'wrote down whether a pupil is to be praised for attendance',
    problems: ['weekly.changed'],
  },
})
