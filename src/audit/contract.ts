import { z } from 'zod'
import { operation } from '../identity/contract.ts'
import { dayShape, momentShape, personIdShape, schoolIdShape } from '../kernel/shapes.ts'

export const listAudit = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/audit',
  schema: {
    summary: 'List what was done and seen at a school, the newest first',
    description:
      'Fifty at a time; `before` is the `next` of the page before. The list of a day does not change once it is over.',
    tags: ['audit'],
    params: z.object({ schoolId: schoolIdShape }),
    querystring: z.object({
      personId: personIdShape.optional(),
      operation: z.string().max(100).optional(),
      /** Whom or what it was about: a pupil's, group's or person's id, or what the operation names. */
      subject: z.string().max(200).optional(),
      from: dayShape.optional(),
      to: dayShape.optional(),
      /** Only attempts that were refused. */
      refused: z.stringbool().optional(),
      before: z.coerce.number().int().positive().optional(),
    }),
    response: {
      200: z.object({
        acts: z.array(
          z.object({
            number: z.number().int(),
            at: momentShape,
            person: z.object({ id: z.uuid(), name: z.string(), position: z.string() }),
            operation: z.string(),
            /** In the past tense, to stand after the person's name: "took a register". */
            sentence: z.string(),
            /** Whom or what it was about; with a name where it is a pupil, a group or a person whom the school knows. */
            subject: z.object({ id: z.string(), name: z.string().optional() }).optional(),
            facts: z.record(z.string(), z.unknown()),
            refused: z.boolean(),
          }),
        ),
        next: z.number().int().optional(),
        /** Everybody and everything that this school's trail can be searched by. */
        people: z.array(z.object({ id: z.uuid(), name: z.string() })),
        operations: z.array(z.object({ id: z.string(), sentence: z.string() })),
      }),
    },
  },
  config: { id: 'list-audit', may: 'audit.view', scope: 'school', audit: 'looked at the audit trail' },
})
