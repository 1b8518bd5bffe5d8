import { z } from 'zod'
import { dayShape, momentShape, personIdShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { STAGES } from '../rules/stages.ts'

export const atSchool = z.object({ schoolId: schoolIdShape })
export const caseIdShape = uuidShape('Say which case.')
export const atCase = z.object({ schoolId: schoolIdShape, caseId: caseIdShape })
export const stageShape = z.enum(STAGES)

/** Where a case stands, as `caseState` gives it. */
export const stateShape = z.object({
  status: z.enum(['open', 'closed']),
  stage: stageShape,
  opened: dayShape,
  because: z.string(),
  owner: z.object({ id: personIdShape, name: z.string() }).nullable(),
  review: dayShape.nullable(),
  last: momentShape,
})

/** The child whom a case is about. Null where never placed in a year group or group. */
export const childShape = z.object({
  id: pupilIdShape,
  name: z.string(),
  yearGroup: z.string().nullable(),
  group: z.string().nullable(),
  onRoll: z.boolean(),
})

/** Whole sessions of this school year until the last register that closed; null where none is known. */
export const sessionsShape = z.object({ attended: z.number().int(), possible: z.number().int() }).nullable()

/** One thing that a case's stage asks for. */
export const stepShape = z.object({ words: z.string(), done: z.boolean() })

/** A case on the board. `still`: school days since anybody wrote anything; null where the calendar does not say. */
export const caseLineShape = z.object({
  caseId: uuidShape(),
  child: childShape,
  sessions: sessionsShape,
  severe: z.boolean(),
  state: stateShape,
  still: z.number().int().nullable(),
  /** The first thing that its stage asks for and that nobody has done; null where all is done. */
  next: z.string().nullable(),
})
export type CaseLine = z.output<typeof caseLineShape>

/** One thing in the timeline: an entry of the case, a message to the family, something done while the child was looked for. */
export const happeningShape = z.object({
  id: z.string(),
  of: z.enum(['case', 'message', 'morning']),
  day: dayShape,
  at: momentShape,
  title: z.string(),
  words: z.string(),
  by: z.string(),
  restricted: z.boolean(),
})
export type Happening = z.output<typeof happeningShape>
