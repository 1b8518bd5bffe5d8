import { z } from 'zod'
import {
  dayShape,
  groupIdShape,
  halfShape,
  momentShape,
  pupilIdShape,
  schoolIdShape,
  timeOfDayShape,
  uuidShape,
} from '../../kernel/shapes.ts'
import { ALL_CODES, type Code } from '../../law/codes.ts'
import { REASON_CATEGORIES, type ShownCode } from '../../law/reason-category.ts'

/** Every code there is or was. Which of them a day, a pupil and a caller allow is for the rules to say. */
export const codeShape: z.ZodType<Code, Code> = z.enum(ALL_CODES.map((meaning) => meaning.code) as [Code, ...Code[]])

/** A mark as this caller may know it: its code, or for a restricted code its category alone. Never sent back. */
export const shownCodeShape: z.ZodType<ShownCode, ShownCode> = z.union([codeShape, z.enum(REASON_CATEGORIES)])

// PostgreSQL's text cannot hold U+0000, nor UTF-8 half a surrogate pair; other control characters have no place in a sentence.
const SENTENCE = /^[^\p{Cc}\p{Cs}]*$/u

/** A line of text that a person types. */
export function lineShape(longest: number) {
  return z
    .string()
    .trim()
    .max(longest, `Please keep it under ${longest} characters.`)
    .regex(SENTENCE, 'Please type it on one line.')
}

/** Why somebody did something: never blank, because the law asks for it. */
export const reasonShape = lineShape(500).min(1, 'Please give the reason: it is kept with the mark.')

/** What was recorded beside a mark, by the keys of the code's details (`arrival_time`, `nature`, …). */
export const detailsShape = z.record(z.string().regex(/^[a-z0-9_]{1,40}$/), lineShape(500))
export type MarkDetails = z.output<typeof detailsShape>

/** Chosen by the sender, once for each act: sending the same act again gives the first answer and does nothing twice. */
export const keyShape = uuidShape('Send a new UUID as the key of this act.')

/**
 * `not-taken` nobody has saved; `being-taken` saved with blanks; `taken` whole; `amended` a mark that stood was changed since;
 * `closed` no teacher can change it any more.
 */
export const registerStateShape = z.enum(['not-taken', 'being-taken', 'taken', 'amended', 'closed'])
export type RegisterState = z.output<typeof registerStateShape>

/** What a person, an import or the closing clock can do to marks; the journal keeps one entry for each. */
export const ACTS = [
  'taken',
  'amended',
  'signed-in',
  'left-site',
  'returned',
  'closed',
  'reopened',
  'planned',
  'school-closed',
  'withdrawn',
  'imported',
  'undone',
] as const
export type Act = (typeof ACTS)[number]
export const actShape: z.ZodType<Act, Act> = z.enum(ACTS)

export const schoolParams = z.object({ schoolId: schoolIdShape })
export const registerParams = z.object({
  schoolId: schoolIdShape,
  groupId: groupIdShape,
  day: dayShape,
  half: halfShape,
})
export const pupilParams = z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape })

export const REGISTER_URL = '/api/schools/:schoolId/groups/:groupId/registers/:day/:half'

/** Who did something, as they were called then. */
export const actorShape = z.object({ name: z.string(), position: z.string() })

/** A mark as it stands, and who last touched it. */
export const standingMarkShape = z.object({
  code: shownCodeShape,
  details: detailsShape,
  act: actShape,
  by: actorShape,
  at: momentShape,
  /** The journal entry that made it so. */
  number: z.number().int(),
  reason: z.string().nullable(),
  /** Something is recorded that this caller is not shown: the office holds it. */
  withheld: z.boolean(),
})

/** When a pupil left the site and came back during the session. */
export const absenceFromSiteShape = z.object({
  left: timeOfDayShape,
  returned: timeOfDayShape.nullable(),
  reason: z.string().nullable(),
})

/** The register's clock for one group and session. */
export const registerClockShape = z.object({
  opens: timeOfDayShape,
  closes: timeOfDayShape,
  phase: z.enum(['before', 'open', 'after']),
  /** Whole minutes until it closes; below zero once it should have been; null on other days than today. */
  minutesLeft: z.number().int().nullable(),
})

/** A code that the caller may enter, with what must be recorded beside it. */
export const paletteCodeShape = z.object({
  code: codeShape,
  name: z.string(),
  statistical: z.string(),
  physical: z.string(),
  details: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
})

/**
 * How a register stands in numbers. `absent` is authorised and unauthorised absence; `elsewhere` on an approved activity or at the other
 * school; `notRequired` not due here (X, Q, Y1 to Y7, Z, #).
 */
export const countsShape = z.object({
  present: z.number().int(),
  late: z.number().int(),
  absent: z.number().int(),
  elsewhere: z.number().int(),
  notRequired: z.number().int(),
  notMarked: z.number().int(),
  leftSite: z.number().int(),
})

/** One change of one mark, with the five facts the law asks for. */
export const changeShape = z.object({
  number: z.number().int(),
  act: actShape,
  day: dayShape,
  half: halfShape,
  from: shownCodeShape.nullable(),
  to: shownCodeShape.nullable(),
  details: detailsShape,
  reason: z.string().nullable(),
  /** Something is recorded that this caller is not shown: the office holds it. */
  withheld: z.boolean(),
  at: momentShape,
  by: actorShape,
})

/** What a save would have overwritten; the `details` of a 409 with code `register.changed-meanwhile`. */
export const conflictShape = z.object({
  /** Send this version with the next attempt. */
  version: z.number().int(),
  marks: z.array(
    z.object({
      pupilId: pupilIdShape,
      name: z.string(),
      day: dayShape,
      half: halfShape,
      /** What the sender saw, what the sender wants, and what stands. */
      seen: codeShape.nullable(),
      yours: codeShape,
      now: shownCodeShape.nullable(),
      act: actShape.nullable(),
      by: actorShape.nullable(),
      at: momentShape.nullable(),
    }),
  ),
})

/** Marks that cannot stand; the `details` of a 422 with code `register.marks-refused`. Nothing was saved. */
export const faultsShape = z.object({
  faults: z.array(
    z.object({
      pupilId: pupilIdShape,
      name: z.string(),
      day: dayShape,
      half: halfShape,
      code: codeShape,
      faultCode: z.string(),
      message: z.string(),
    }),
  ),
})
