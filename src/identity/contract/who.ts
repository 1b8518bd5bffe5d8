import { z } from 'zod'
import { authorityIdShape, momentShape, personIdShape, schoolIdShape, trustIdShape } from '../../kernel/shapes.ts'
import { ACTIONS, ROLES } from '../rules/rights.ts'
import { operation } from './operation.ts'

const heldShape = z.object({
  id: schoolIdShape,
  name: z.string(),
  shortName: z.string(),
  phase: z.string(),
  position: z.string(),
  roles: z.array(z.enum(ROLES)),
  /** Each action the caller may do there, and how far. */
  may: z.partialRecord(z.enum(ACTIONS), z.enum(['all', 'own'])),
})

export const whoAmI = operation({
  method: 'GET',
  url: '/api/me',
  schema: {
    summary: 'Who is signed in, where, and what they may do',
    tags: ['identity'],
    response: {
      200: z.object({
        signedIn: z.boolean(),
        person: z.object({ id: personIdShape, name: z.string(), email: z.string() }).optional(),
        schools: z.array(heldShape),
        trusts: z.array(heldShape.omit({ id: true, phase: true }).extend({ id: trustIdShape })),
        authorities: z.array(heldShape.omit({ id: true, phase: true }).extend({ id: authorityIdShape })),
        /** What the school's clocks show; a demo's differ from the wall's. */
        now: momentShape,
        demo: z.boolean(),
        /** Where the screen is with a child: the one page that is shown, and the ids that it may ask about. */
        handed: z.object({ path: z.string(), params: z.record(z.string(), z.string()) }).optional(),
      }),
    },
  },
  config: {
    id: 'who-am-i',
    may: 'open',
    scope: 'own',
    audit: { none: 'Asks only about the caller.' },
    whileHanded: true,
  },
})

export const signInWays = operation({
  method: 'GET',
  url: '/api/sign-in-ways',
  schema: {
    summary: 'How people sign in to this installation',
    tags: ['identity'],
    response: {
      200: z.object({
        /** The school's own accounts ("Microsoft", "Google"), where they are set up. */
        accounts: z.string().optional(),
        demo: z.boolean(),
      }),
    },
  },
  config: { id: 'sign-in-ways', may: 'open', scope: 'open', audit: { none: 'Nothing about anybody.' } },
})

export const myAccount = operation({
  method: 'GET',
  url: '/api/me/account',
  schema: {
    summary: 'How the caller signs in',
    tags: ['identity'],
    response: { 200: z.object({ password: z.boolean(), secondFactor: z.boolean() }) },
  },
  config: { id: 'my-account', may: 'signed-in', scope: 'own', audit: { none: 'Asks only about the caller.' } },
})

export const signOut = operation({
  method: 'POST',
  url: '/api/sign-out',
  schema: { summary: 'Sign out', tags: ['identity'], response: { 200: z.object({}) } },
  config: { id: 'sign-out-of-firstbell', may: 'open', scope: 'own', audit: 'signed out', whileHanded: true },
})
