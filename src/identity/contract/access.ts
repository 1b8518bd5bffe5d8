import { z } from 'zod'
import { ROLES } from '../rules/rights.ts'
import { operation } from './operation.ts'

/** Who may do what: every operation of the product against every role, from their declarations. */
export const accessMatrix = operation({
  method: 'GET',
  url: '/api/access',
  schema: {
    summary: 'Who may do what',
    tags: ['identity'],
    response: {
      200: z.object({
        roles: z.array(z.enum(ROLES)),
        operations: z.array(
          z.object({
            id: z.string(),
            group: z.string(),
            summary: z.string(),
            /** `open` to all, `signed-in` for everybody who is, or the right that is asked for. */
            may: z.string(),
            /** By role; a role that is not in it may not. */
            reach: z.partialRecord(z.enum(ROLES), z.enum(['all', 'own'])),
            /** Whether doing it is written in the trail. */
            kept: z.boolean(),
          }),
        ),
      }),
    },
  },
  config: { id: 'access-matrix', may: 'signed-in', scope: 'own', audit: { none: 'The same for everybody.' } },
})
