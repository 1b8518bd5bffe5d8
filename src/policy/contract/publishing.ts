import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { momentShape } from '../../kernel/shapes.ts'
import { ofSchool } from './shapes.ts'

const publicationShape = z.object({
  /** Below the address of this server: `/policies/aldermarsh-lower-academy`. Null until it was first published. */
  address: z.string().nullable(),
  published: z.boolean(),
  /** Who said so last; null where nobody has. */
  last: z.object({ at: momentShape, name: z.string(), position: z.string(), reason: z.string() }).nullable(),
})

export const getPublication = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/policy/publication',
  schema: {
    summary: 'Whether the policy is to be read by everybody on the web, and at which address',
    tags: ['policy'],
    params: ofSchool,
    response: { 200: publicationShape },
  },
  config: {
    id: 'get-policy-publication',
    may: 'policy.view',
    scope: 'school',
    audit: { none: 'A policy is public and names nobody.' },
  },
})

export const publishPolicy = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/policy/publication',
  schema: {
    summary: 'Show the public text of the policy in force to everybody on the web, or stop doing so',
    description: 'Whoever has the address reads the version in force, without signing in. It names nobody.',
    tags: ['policy'],
    params: ofSchool,
    body: z.object({
      publish: z.boolean(),
      reason: z.string().trim().min(3, 'Say why, in a few words.').max(500),
    }),
    response: { 200: publicationShape },
  },
  config: {
    id: 'publish-policy',
    may: 'policy.change',
    scope: 'school',
    audit: 'decided whether the attendance policy is public on the web',
    problems: ['policy.nothing-to-publish', 'policy.published-already'],
  },
})
