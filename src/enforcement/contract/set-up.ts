import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { lineShape } from '../../register/contract.ts'
import { SETTING_WORDS, type SettingName } from '../rules/settings.ts'
import { atSchool } from './shapes.ts'

const NAMES = Object.keys(SETTING_WORDS) as SettingName[]

const settingsShape = z.object({
  requestWithin: z.number().int().min(1).max(60).nullable(),
  reuseSessions: z.boolean(),
  improveWeeks: z.number().int().min(3, 'At least 3 weeks.').max(6, 'At most 6 weeks.'),
  improveFailsAt: z.number().int().min(1, 'At least 1 session.').max(60),
  earlyAfterWeeks: z.number().int().min(1).max(6).nullable(),
  improveIssuer: z.enum(['school', 'authority']),
  sources: z.partialRecord(z.enum(NAMES), lineShape(300)),
})

export const enforcementSettings = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/enforcement-settings',
  schema: {
    summary: 'What the authority’s code of conduct says of formal steps, as the school entered it',
    tags: ['enforcement'],
    params: atSchool,
    response: {
      200: z.object({
        version: z.number().int(),
        settings: settingsShape,
        authority: z.string().nullable(),
        mayChange: z.boolean(),
      }),
    },
  },
  config: {
    id: 'enforcement-settings',
    may: 'enforcement.view',
    scope: 'school',
    audit: { none: 'What it tells is the authority’s code; no pupil is in it.' },
  },
})

export const changeEnforcementSettings = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/enforcement-settings',
  schema: {
    summary: 'Enter what the authority’s code of conduct says of formal steps, with where it says so',
    tags: ['enforcement'],
    params: atSchool,
    body: z.object({ version: z.number().int().min(0), settings: settingsShape }),
    response: { 200: z.object({ version: z.number().int() }) },
  },
  config: {
    id: 'change-enforcement-settings',
    may: 'enforcement.decide',
    scope: 'school',
    audit: 'changed what holds for formal steps',
    problems: ['enforcement.settings-changed'],
  },
})
