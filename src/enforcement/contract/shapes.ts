import { z } from 'zod'
import {
  contactIdShape,
  dayShape,
  halfShape,
  momentShape,
  pupilIdShape,
  schoolIdShape,
  uuidShape,
} from '../../kernel/shapes.ts'
import { QUESTIONS } from '../rules/gate/gate.ts'
import { TOOLS } from './events/notice.ts'

export const atSchool = z.object({ schoolId: schoolIdShape })
export const threadIdShape = uuidShape('Say which.')
export const atThread = atSchool.extend({ threadId: threadIdShape })
export const toolShape = z.enum(TOOLS)
export const byShape = z.object({ name: z.string(), position: z.string() })

/** A session that the threshold counts, and when it leaves the count. */
export const countedSessionShape = z.object({
  day: dayShape,
  half: halfShape,
  code: z.string(),
  /** The Monday of the first school week in which it counts no longer; null where the calendar does not reach so far. */
  dropsOut: dayShape.nullable(),
})

export const thresholdShape = z.object({
  sessions: z.number().int(),
  schoolWeeks: z.number().int(),
  source: z.string(),
  verified: z.boolean(),
})

/** A child who met the threshold or is near it. */
export const standingShape = z.object({
  pupil: z.object({
    id: pupilIdShape,
    name: z.string(),
    yearGroup: z.string().nullable(),
    group: z.string().nullable(),
  }),
  state: z.enum(['met', 'near', 'below']),
  metOn: dayShape.nullable(),
  /** What counts now. */
  now: z.array(countedSessionShape),
  /** With which it was met, those that have left the count since among them. */
  making: z.array(countedSessionShape),
  below: dayShape.nullable(),
  toUndo: z.number().int(),
  unexplained: z.number().int(),
  /** All of the sessions that count are leave that was not granted (G): support is not what was missing. */
  leave: z.boolean(),
  /** By when the authority wants to be asked for a penalty notice; null where no such day is set or known. */
  requestBy: dayShape.nullable(),
  /** The sessions that other notices have used, and that count no more. */
  used: z.number().int(),
  /** Marks of other schools: counted, or there and not visible here. */
  elsewhere: z.object({
    counted: z.array(z.object({ school: z.string(), sessions: z.number().int() })),
    /** The child came here within the weeks that count: what an earlier school marked is not visible here. */
    joinedOn: dayShape.nullable(),
  }),
  /** The child’s open case; null where there is none. */
  caseId: z.string().nullable(),
  /** The supports and plans of that case that run now, by their titles. */
  running: z.array(z.string()),
  /** The formal steps about the child that go on, in words without names of adults. */
  steps: z.array(z.string()),
  /** The last consideration; null where there was none. */
  considerationId: z.string().nullable(),
  /** Whether the head has decided in it. */
  decided: z.boolean(),
  /** Sessions that nobody has decided on meet the threshold by themselves: another consideration can begin. */
  again: z.boolean(),
})
export type Standing = z.output<typeof standingShape>

/** One question of the gate. */
export const gateItemShape = z.object({
  question: z.enum(QUESTIONS),
  answered: z.object({ by: byShape, at: momentShape }).nullable(),
  missing: z.string().nullable(),
})
export const gateShape = z.object({
  step: z.enum(['notice to improve', 'penalty notice']),
  open: z.boolean(),
  items: z.array(gateItemShape),
  closedAgain: z.string().nullable(),
})

/** A parent to whom a formal step might be addressed: each has their own. */
export const parentShape = z.object({
  id: contactIdShape,
  name: z.string(),
  relationship: z.string(),
  livesWith: z.boolean(),
  /** Why they may be a parent in law, by what is entered. */
  because: z.string(),
  /** What has to be said of them before they are chosen; null where they are a parent by what is entered. */
  ask: z.string().nullable(),
  /** Why nothing may be told to them; null where it may. */
  notTold: z.string().nullable(),
})
