import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape } from '../../kernel/shapes.ts'
import { SIGNATORY_RANKS } from '../../law/notices/penalty-notices.ts'
import { schoolParams as atSchool, lineShape } from '../../register/contract.ts'
import { SCHOOL_RANKS } from '../rules/penalty/settings.ts'

const penceShape = z.int().min(100, 'At least £1.').max(1_000_000)
export const penaltySettingsShape = z.object({
  issuer: z.enum(['authority', 'school']),
  desk: lineShape(200),
  signatories: z
    .array(
      z.object({
        name: lineShape(160).min(1, 'Enter the name of each signatory.'),
        rank: z.enum(SIGNATORY_RANKS),
        authorisedBy: lineShape(160),
        authorisedOn: dayShape.nullable(),
        until: dayShape.nullable(),
      }),
    )
    .max(40),
  deemedDays: z.int().min(0).max(10),
  inParts: z.boolean(),
  publicPlace: z.object({ lower: penceShape, full: penceShape }),
})

// What was kept before may name others: it is shown, and they do not sign.
const changedSettingsShape = penaltySettingsShape.refine(
  ({ signatories }) => signatories.every(({ rank }) => SCHOOL_RANKS.includes(rank)),
  {
    path: ['signatories'],
    error: 'Only the head, a deputy head or an assistant head signs notices of the school. Remove the others.',
  },
)

export const penaltySettings = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/penalty-settings',
  schema: {
    summary: 'Who issues and signs penalty notices, and what the school goes by where nobody has read the law',
    tags: ['enforcement'],
    params: atSchool,
    response: {
      200: z.object({
        version: z.int(),
        settings: penaltySettingsShape,
        authority: z.string().nullable(),
        mayChange: z.boolean(),
      }),
    },
  },
  config: {
    id: 'penalty-settings',
    may: 'enforcement.view',
    scope: 'school',
    audit: { none: 'How a school handles notices: no family is in it.' },
  },
})

export const changePenaltySettings = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/penalty-settings',
  schema: {
    summary: 'Change who issues and signs penalty notices, and what the school goes by',
    tags: ['enforcement'],
    params: atSchool,
    body: z.object({ version: z.int().min(0), settings: changedSettingsShape }),
    response: { 200: z.object({ version: z.int() }) },
  },
  config: {
    id: 'change-penalty-settings',
    may: 'enforcement.decide',
    scope: 'school',
    audit: 'changed who issues and signs penalty notices',
    problems: ['enforcement.settings-changed'],
  },
})
