import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'
import { atSchool, fieldShape, itemShape, monthShape, returnKeyShape, sessionShape, stepShape } from './shapes.ts'

export const returnsDiary = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/returns',
  schema: {
    summary: 'The returns diary: what is due to the authority and others, for whom, why and by when; and what was sent',
    description:
      'Derived from marks, roll and leave at this moment. A month shows what is due or was sent in it; the present one also what is still open from before. Only what the caller may know of.',
    tags: ['returns'],
    params: atSchool,
    querystring: z.object({ month: monthShape.optional(), pupilId: pupilIdShape.optional() }),
    response: {
      200: z.object({
        asOf: momentShape,
        today: dayShape,
        month: monthShape.nullable(),
        /** The authority that maintains the school, or in whose area it stands; null where none is entered. */
        authority: z.string().nullable(),
        items: z.array(itemShape),
        may: z.object({ prepare: z.boolean(), send: z.boolean(), setUp: z.boolean() }),
      }),
    },
  },
  config: { id: 'returns-diary', may: 'returns.view', scope: 'school', audit: 'looked at the returns diary' },
})

export const readReturn = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/return',
  schema: {
    summary: 'One return: what it would tell, or told; what is missing; what was done about it',
    tags: ['returns'],
    params: atSchool,
    querystring: z.object({ key: returnKeyShape }),
    response: {
      200: z.object({
        item: itemShape,
        today: dayShape,
        consequence: z.string(),
        /** As it is now; as it was told where it has left the school and nothing has changed. */
        fields: z.array(fieldShape),
        cause: z.string(),
        /** Sessions told that no longer count. */
        noLonger: z.array(sessionShape),
        /** The household may not be found, and the caller may not know where it is: others send this return. */
        withheld: z.boolean(),
        confidential: z.boolean(),
        steps: z.array(stepShape),
        may: z.object({ prepare: z.boolean(), send: z.boolean() }),
      }),
    },
  },
  config: { id: 'read-return', may: 'returns.view', scope: 'school', audit: 'opened a return about a pupil' },
})

export const sicknessForecast = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/sickness-forecast',
  schema: {
    summary: 'Who is near the days of illness that ask for a sickness return, what is known ahead, and by what rule',
    tags: ['returns'],
    params: atSchool,
    response: {
      200: z.object({
        today: dayShape,
        rule: z.string(),
        after: z.number().int(),
        pupils: z.array(
          z.object({
            pupil: z.object({ id: pupilIdShape, name: z.string() }),
            /** Sessions. */
            missed: z.number().int(),
            ahead: z.number().int(),
            reachesOn: dayShape.nullable(),
            reached: z.boolean(),
            grounds: z.array(z.string()),
            /** Whether a return about this school year's illness was sent. */
            sentOn: dayShape.nullable(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'sickness-forecast',
    may: 'returns.view',
    scope: 'school',
    audit: 'looked at who is expected to miss many days for illness',
  },
})
