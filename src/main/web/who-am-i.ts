import { z } from 'zod'
import type { Operation } from '../../kernel/operation.ts'

// Stands in for the operations of `identity/contract.ts` until that slice is merged; same addresses, same shapes.
const held = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  phase: z.string(),
  position: z.string(),
  roles: z.array(z.string()),
  may: z.record(z.string(), z.enum(['all', 'own'])),
})

export const whoAmI = {
  method: 'GET',
  url: '/api/me',
  schema: {
    summary: 'Who is signed in',
    tags: ['identity'],
    response: {
      200: z.object({
        signedIn: z.boolean(),
        person: z.object({ id: z.string(), name: z.string(), email: z.string() }).optional(),
        schools: z.array(held),
        trusts: z.array(z.object({ id: z.string(), name: z.string(), position: z.string() })),
        now: z.string(),
        demo: z.boolean(),
      }),
    },
  },
  config: { id: 'who-am-i', may: 'open', scope: 'open', audit: { none: 'Asks only about the caller.' } },
} as const satisfies Operation

export const signOut = {
  method: 'POST',
  url: '/api/sign-out',
  schema: { summary: 'Sign out', tags: ['identity'], response: { 200: z.object({}) } },
  config: { id: 'sign-out', may: 'open', scope: 'own', audit: 'signed out' },
} as const satisfies Operation
