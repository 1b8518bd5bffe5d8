import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { keyShape } from '../../register/contract.ts'
import { PLAN_ENTRIES } from './entries/plans.ts'

const metShape = PLAN_ENTRIES.returned.omit({ away: true })

const backShape = z.object({
  pupil: z.object({ id: pupilIdShape, name: z.string(), group: z.string() }),
  /** The first day back, or the day on which the child is looked for. */
  day: dayShape,
  /** School days missed in a row before it. */
  away: z.number().int(),
  /** Whether a register says that the child is here; otherwise nobody has marked them yet. */
  here: z.boolean(),
  hasPassport: z.boolean(),
  met: metShape.extend({ at: momentShape, by: z.object({ name: z.string(), position: z.string() }) }).nullable(),
})
export type BackAtSchool = z.output<typeof backShape>

export const listBack = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/back-at-school',
  schema: {
    summary: 'Pupils who are back after a long absence, today and in the last days, and those who may come back today',
    description: 'A tutor’s own groups, or the whole school. How many school days are long is the school’s to set.',
    tags: ['casework'],
    params: z.object({ schoolId: schoolIdShape }),
    response: { 200: z.object({ today: dayShape, long: z.number().int(), back: z.array(backShape) }) },
  },
  config: {
    id: 'list-back',
    may: 'passport.view',
    scope: 'school',
    audit: 'looked at who is back after a long absence',
  },
})

export const recordBack = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils/:pupilId/back-at-school',
  schema: {
    summary: 'Writes down how a pupil was met on the first day back',
    description: 'Once for each first day back. In an open case it stands there too.',
    tags: ['casework'],
    params: z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape }),
    body: metShape.extend({ key: keyShape, day: dayShape }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'record-back',
    may: 'passport.view',
    scope: 'school',
    audit: 'recorded how a pupil was met after a long absence',
    problems: ['returning.not-back', 'returning.met', 'sent.changed'],
  },
})

export const setLongAbsence = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/long-absence',
  schema: {
    summary: 'Sets after how many school days away a pupil is met on the first day back',
    tags: ['casework'],
    params: z.object({ schoolId: schoolIdShape }),
    body: z.object({ days: z.number().int().min(2).max(60) }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'set-long-absence',
    may: 'casework.decide',
    scope: 'school',
    audit: 'set after how many days away a pupil is met',
  },
})
