import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape } from '../../kernel/shapes.ts'
import { atCase, caseIdShape, childShape, happeningShape, sessionsShape, stateShape } from './shapes.ts'

export const showCase = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId',
  schema: {
    summary: 'One case: where it stands, what its stage asks for, and everything that happened, newest first',
    description:
      'Restricted entries are told to those alone who look after safety; nobody else is told that there are any. Messages to the family and what was done while the child was looked for stand between the entries.',
    tags: ['casework'],
    params: atCase,
    response: {
      200: z.object({
        asOf: momentShape,
        today: dayShape,
        caseId: caseIdShape,
        child: childShape,
        sessions: sessionsShape,
        state: stateShape,
        happened: z.array(happeningShape),
        may: z.object({ record: z.boolean(), decide: z.boolean(), restricted: z.boolean() }),
      }),
    },
  },
  config: { id: 'show-case', may: 'casework.view', scope: 'school', audit: 'opened the case of a pupil' },
})
