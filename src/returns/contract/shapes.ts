import { z } from 'zod'
import { dayShape, halfShape, momentShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import type { FieldId } from '../rules/fields.ts'
import { DESKS, RETURN_KINDS, WORKERS } from '../rules/kinds.ts'
import { WAYS } from '../rules/return-state.ts'

export const atSchool = z.object({ schoolId: schoolIdShape })
export const kindShape = z.enum(RETURN_KINDS)
export const deskShape = z.enum(DESKS)
export const workerShape = z.enum(WORKERS)
export const wayShape = z.enum(WAYS, 'Say how it went: portal, secure e-mail, post or telephone.')
export const returnKeyShape = z.string().min(3).max(600)
export const monthShape = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Give the month as YYYY-MM, such as 2026-11.')
export const byShape = z.object({ name: z.string(), position: z.string() })
export const citationShape = z.object({ source: z.string(), verified: z.boolean() })
export const sessionShape = z.object({ day: dayShape, half: halfShape })
const fieldIdShape = z.string() as unknown as z.ZodType<FieldId, string>

/** A line of text that people typed. */
export const lineShape = (most: number) => z.string().trim().max(most, `Use ${most} characters or fewer.`)

export const stateShape = z.enum([
  'to prepare',
  'draft',
  'exported',
  'sent',
  'receipted',
  'withdrawn',
  'done otherwise',
])

export const fieldShape = z.object({
  id: fieldIdShape,
  label: z.string(),
  standing: z.enum(['law', 'unverified', 'extra']),
  source: citationShape,
  /** Empty where it is withheld from the caller. */
  lines: z.array(z.string()),
  missing: z.array(z.string()),
  locating: z.boolean(),
  withheld: z.boolean(),
})

/** Who it goes to, as the settings or the pupil's record have them. */
export const recipientShape = z.object({
  /** The authority, or what the worker is to the pupil. */
  whose: z.string(),
  name: z.string(),
  email: z.string(),
  telephone: z.string(),
  portal: z.string(),
  /** Nobody has entered how they are reached. */
  unknown: z.boolean(),
})
export type Recipient = z.output<typeof recipientShape>

export const itemShape = z.object({
  key: z.string(),
  kind: kindShape,
  pupil: z.object({ id: pupilIdShape, name: z.string() }),
  because: z.string(),
  source: citationShape.nullable(),
  /** Asked for by the authority or the policy, not by a regulation. */
  local: z.boolean(),
  state: stateShape,
  due: dayShape.nullable(),
  overdue: z.boolean(),
  /** Put off until then by somebody, in the work list. */
  putOff: dayShape.nullable(),
  sentOn: dayShape.nullable(),
  reference: z.string(),
  /** What has changed since it was sent. */
  changed: z.object({ sessions: z.number().int(), gone: z.boolean() }).nullable(),
  to: recipientShape,
  homeAuthority: z.string().nullable(),
})
export type DiaryLine = z.output<typeof itemShape>

export const stepShape = z.object({
  number: z.number().int(),
  kind: z.enum(['cause', 'exported', 'sent', 'receipted', 'corrected', 'settled']),
  words: z.string(),
  way: z.enum(WAYS).nullable(),
  reference: z.string(),
  at: momentShape,
  by: byShape,
})
