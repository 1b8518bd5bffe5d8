import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { pupilIdShape } from '../../kernel/shapes.ts'
import { atSchool, citationShape, deskShape, kindShape, lineShape, workerShape } from './shapes.ts'

const emailShape = z.union([z.literal(''), z.email('Enter a whole e-mail address, or leave it empty.')])
const deskContactShape = z.object({
  name: lineShape(120),
  email: emailShape,
  telephone: lineShape(40),
  portal: z.union([
    z.literal(''),
    z.url({ protocol: /^https$/, error: 'Enter the whole address, beginning with https.' }),
  ]),
})

const settingsShape = z.object({
  desks: z.partialRecord(deskShape, deskContactShape),
  irregularSessions: z.number().int().min(1, 'At least 1 session.').max(60, 'At most 60 sessions.'),
  localTenDays: z.boolean(),
  partTimeWithin: z.number().int().min(0).max(60).nullable(),
  ehcpPoints: z.number().int().min(1).max(50),
  virtualSchool: z.boolean(),
  finalYear: z.boolean(),
  fields: z.record(z.string().max(60), z.boolean()),
})

export const returnSettings = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/return-settings',
  schema: {
    summary:
      'What the school has agreed with its authority: who is written to, amounts, and fields beyond those that the law names',
    tags: ['returns'],
    params: atSchool,
    response: {
      200: z.object({
        version: z.number().int(),
        settings: settingsShape,
        authority: z.string().nullable(),
        /** Fields that can be switched: none that the law names is among them. */
        fields: z.array(
          z.object({
            kind: kindShape,
            key: z.string(),
            label: z.string(),
            standing: z.enum(['unverified', 'extra']),
            source: citationShape,
            told: z.boolean(),
          }),
        ),
        mayChange: z.boolean(),
      }),
    },
  },
  config: {
    id: 'return-settings',
    may: 'returns.view',
    scope: 'school',
    audit: { none: 'What it tells is how the school writes to its authority; no pupil is in it.' },
  },
})

export const changeReturnSettings = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/return-settings',
  schema: {
    summary: 'Change what the school has agreed with its authority',
    tags: ['returns'],
    params: atSchool,
    body: z.object({ version: z.number().int().min(0), settings: settingsShape }),
    response: { 200: z.object({ version: z.number().int() }) },
  },
  config: {
    id: 'change-return-settings',
    may: 'returns.set-up',
    scope: 'school',
    audit: 'changed how returns are made',
    problems: ['returns.changed-meanwhile'],
  },
})

export const pupilWorkers = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/workers',
  schema: {
    summary:
      'Who works with a pupil outside the school: social worker, youth offending team, virtual school, home authority',
    tags: ['returns'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    response: {
      200: z.object({
        workers: z.array(
          z.object({
            kind: workerShape,
            version: z.number().int(),
            name: z.string(),
            email: z.string(),
            telephone: z.string(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'pupil-workers',
    may: 'pupil.view-sensitive',
    scope: 'school',
    audit: 'looked at who works with a pupil',
  },
})

export const setPupilWorker = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/workers/:kind',
  schema: {
    summary: 'Enter who works with a pupil, or that nobody does any more (an empty name)',
    tags: ['returns'],
    params: atSchool.extend({ pupilId: pupilIdShape, kind: workerShape }),
    body: z.object({
      version: z.number().int().min(0),
      name: lineShape(120),
      email: emailShape,
      telephone: lineShape(40),
    }),
    response: { 200: z.object({ version: z.number().int() }) },
  },
  config: {
    id: 'set-pupil-worker',
    may: 'returns.prepare',
    scope: 'school',
    audit: 'entered who works with a pupil',
    problems: ['returns.changed-meanwhile'],
  },
})
