import { z } from 'zod'
import { momentShape, personIdShape } from '../../kernel/shapes.ts'
import { ROLES } from '../rules/rights.ts'
import { operation } from './operation.ts'

// These exist only where the server was started as a demonstration; elsewhere their addresses answer 404.

export const listDemoPeople = operation({
  method: 'GET',
  url: '/api/demo/people',
  schema: {
    summary: 'List the made-up people who can be signed in as',
    tags: ['identity'],
    response: {
      200: z.object({
        places: z.array(
          z.object({
            id: z.uuid(),
            kind: z.enum(['school', 'trust', 'authority']),
            name: z.string(),
            phase: z.string(),
            people: z.array(
              z.object({
                id: personIdShape,
                name: z.string(),
                position: z.string(),
                roles: z.array(z.enum(ROLES)),
              }),
            ),
          }),
        ),
      }),
    },
  },
  config: { id: 'list-demo-people', may: 'open', scope: 'open', audit: { none: 'Nobody here is real.' } },
})

export const demoSignIn = operation({
  method: 'POST',
  url: '/api/demo/sign-in',
  schema: {
    summary: 'Sign in as a made-up person',
    tags: ['identity'],
    body: z.object({ personId: personIdShape }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'demo-sign-in',
    may: 'open',
    scope: 'open',
    audit: { none: 'Written as a sign-in, at each school of the person.' },
  },
})

export const moveDemoClock = operation({
  method: 'POST',
  url: '/api/demo/clock',
  schema: {
    summary: 'Move the demonstration’s clock',
    tags: ['identity'],
    body: z.object({ moment: momentShape }),
    response: { 200: z.object({ now: momentShape }) },
  },
  config: { id: 'move-demo-clock', may: 'open', scope: 'open', audit: 'moved the demonstration’s clock' },
})
