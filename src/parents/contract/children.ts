import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, schoolYearShape } from '../../kernel/shapes.ts'
import { familyChildShape, familyReportShape, markWordsShape, ofChild } from './shapes.ts'

export const myFamily = operation({
  method: 'GET',
  url: '/api/family',
  schema: {
    summary: 'The caller’s children, how their day stands, and what became of what the caller reported',
    tags: ['parents'],
    response: {
      200: z.object({
        name: z.string(),
        children: z.array(familyChildShape),
        /** What the caller reported about the last two weeks and the days to come, the latest first. Never what another adult said. */
        reports: z.array(familyReportShape),
        password: z.object({
          chosen: z.boolean(),
          /** By what the caller can sign in with a password. */
          by: z.array(z.object({ kind: z.enum(['email', 'phone']), address: z.string() })),
        }),
      }),
    },
  },
  config: { id: 'my-family', may: 'family.use', scope: 'own', audit: { none: 'A family looks at its own children.' } },
})

export const childYear = operation({
  method: 'GET',
  url: '/api/family/children/:schoolId/:pupilId/years/:year',
  schema: {
    summary: 'A child’s year for the family: days in words, and what each half day was',
    description: 'The same sums as the school’s, out of the same figures; days where the school has half days.',
    tags: ['parents'],
    params: ofChild.extend({ year: schoolYearShape }),
    response: {
      200: z.object({
        child: familyChildShape,
        year: z.number().int(),
        /** Counted up to and with this day; null where nothing is counted yet. */
        until: dayShape.nullable(),
        /** In half days. */
        possible: z.number().int(),
        attended: z.number().int(),
        absent: z.number().int(),
        /** Of them with a reason that the school accepted. */
        accepted: z.number().int(),
        late: z.number().int(),
        words: z.object({ attended: z.string(), absent: z.string(), notAccepted: z.string() }),
        /** School days up to now, the latest first; with what is known of days to come at the top. */
        days: z.array(z.object({ day: dayShape, am: markWordsShape, pm: markWordsShape, ahead: z.boolean() })),
      }),
    },
  },
  config: {
    id: 'child-year',
    may: 'family.use',
    scope: 'own',
    audit: 'looked at their child’s year on the family page',
  },
})

export const familyMessages = operation({
  method: 'GET',
  url: '/api/family/messages',
  schema: {
    summary: 'Messages that the schools sent to the caller this school year, the latest first',
    tags: ['parents'],
    response: {
      200: z.object({
        messages: z.array(
          z.object({
            id: z.string(),
            school: z.string(),
            about: z.string(),
            channel: z.enum(['text', 'email', 'letter']),
            subject: z.string(),
            body: z.string(),
            language: z.string(),
            at: momentShape,
          }),
        ),
      }),
    },
  },
  config: {
    id: 'family-messages',
    may: 'family.use',
    scope: 'own',
    audit: { none: 'A family reads what was sent to it.' },
  },
})

const choiceShape = z.object({
  schoolId: z.string(),
  school: z.string(),
  language: z.string().nullable(),
  channel: z.enum(['text', 'email', 'letter']).nullable(),
  /** The addresses on the school’s record, for the family to see whether they are right. */
  numbers: z.array(z.string()),
  email: z.string().nullable(),
})

export const familyChoices = operation({
  method: 'GET',
  url: '/api/family/choices',
  schema: {
    summary: 'The language and the way in which the caller is written to',
    tags: ['parents'],
    response: { 200: z.object({ schools: z.array(choiceShape) }) },
  },
  config: {
    id: 'family-choices',
    may: 'family.use',
    scope: 'own',
    audit: { none: 'A family looks at its own choices.' },
  },
})

export const chooseForFamily = operation({
  method: 'PUT',
  url: '/api/family/choices',
  schema: {
    summary: 'Choose the language and the way in which the caller is written to, at each of their schools',
    tags: ['parents'],
    body: z.object({
      language: z.string().max(12).nullable(),
      channel: z.enum(['text', 'email', 'letter']).nullable(),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'choose-for-family',
    may: 'family.use',
    scope: 'own',
    audit: 'chose how they are written to',
    problems: ['family.no-language'],
  },
})
