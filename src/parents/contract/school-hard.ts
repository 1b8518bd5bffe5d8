import { z } from 'zod'
import { answersShape } from '../../casework/contract.ts'
import { operation } from '../../identity/contract.ts'
import { dayShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape } from '../../register/contract.ts'
import { ofChild } from './shapes.ts'

export const familySchoolHard = operation({
  method: 'GET',
  url: '/api/family/school-hard',
  schema: {
    summary: 'Of which children the schools ask what makes school hard, and what the caller answered',
    description:
      'Their own answers alone: neither those of the child, nor of the school, nor of another parent. A child of whom the school never asked is not listed.',
    tags: ['parents'],
    response: {
      200: z.object({
        children: z.array(
          ofChild.extend({
            schoolId: schoolIdShape,
            child: z.string(),
            school: z.string(),
            /** When the school asked; null where nothing waits for an answer. */
            asked: dayShape.nullable(),
            own: z.array(
              z.object({
                assessmentId: z.string(),
                day: dayShape,
                restricted: z.boolean(),
                said: z.array(z.object({ asked: z.string(), text: z.string() })),
                statements: z.array(z.object({ words: z.string(), answer: z.string() })),
              }),
            ),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'family-school-hard',
    may: 'family.use',
    scope: 'own',
    audit: { none: 'A family reads what it is asked, and its own answers.' },
  },
})

export const answerSchoolHard = operation({
  method: 'POST',
  url: '/api/family/children/:schoolId/:pupilId/school-hard',
  schema: {
    summary: 'Answer what makes school hard for a child',
    description:
      'Only where the school asked this parent. `restricted`: the parent wants it to be read by those alone who look after safety.',
    tags: ['parents'],
    params: ofChild,
    body: z.object({
      key: keyShape,
      assessmentId: uuidShape(),
      restricted: z.boolean().default(false),
      ...answersShape,
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'answer-school-hard',
    may: 'family.use',
    scope: 'own',
    audit: {
      none: 'The answers say themselves who gave them and when; a row here for every answer would tell of those that few may read.',
    },
    problems: ['casework.answers', 'casework.not-asked', 'sent.changed', 'sent.otherwise'],
  },
})
