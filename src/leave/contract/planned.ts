import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { codeShape, keyShape, lineShape, previewPlan, reasonShape } from '../../register/contract.ts'
import { PARTICULARS, PLANNED_KINDS } from '../rules/planned-kinds.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const ofPlanned = atSchool.extend({ plannedId: uuidShape() })
const sessionShape = z.object({ day: dayShape, half: halfShape })
const byShape = z.object({ name: z.string(), position: z.string() })
const weeklyShape = z.object({ weekday: z.number().int().min(1).max(7), half: halfShape })
const pupilsShape = z.array(pupilIdShape).min(1, 'Choose at least one pupil.').max(2000)
const countShape = z.number().int().min(0)

const spanShape = {
  from: sessionShape,
  to: sessionShape,
  /** Only these sessions of each week; every one where null. */
  only: z.array(weeklyShape).min(1).max(14).nullable().default(null),
}

const plannedShape = z.object({
  id: z.string(),
  kind: z.enum(PLANNED_KINDS),
  code: codeShape,
  title: z.string(),
  particulars: z.partialRecord(z.enum(PARTICULARS), z.string()),
  agreedDay: dayShape.nullable(),
  from: sessionShape,
  to: sessionShape,
  only: z.array(weeklyShape).nullable(),
  state: z.enum(['to come', 'running', 'over', 'withdrawn']),
  /** How many go, and the first few by name. */
  pupils: countShape,
  names: z.array(z.string()),
  planned: z.object({ at: momentShape, by: byShape }),
})
export type PlannedListed = z.output<typeof plannedShape>

/** Which page a kind is on: days on end, or sessions of each week. */
const pageShape = z.enum(['activities', 'elsewhere'])

export const listPlanned = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/planned',
  schema: {
    summary: 'Trips, placements and leave planned in bulk, or patterns at other places, that end on a day or later',
    tags: ['leave'],
    params: atSchool,
    querystring: z.object({ page: pageShape, from: dayShape.optional() }),
    response: { 200: z.object({ planned: z.array(plannedShape) }) },
  },
  config: { id: 'list-planned', may: 'leave.view', scope: 'school', audit: 'looked at planned activities' },
})

export const readPlanned = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/planned/:plannedId',
  schema: {
    summary: 'One plan: who is on it, who was taken off, and what happened to it',
    tags: ['leave'],
    params: ofPlanned,
    response: {
      200: z.object({
        planned: plannedShape,
        pupils: z.array(
          z.object({
            id: pupilIdShape,
            name: z.string(),
            off: z.object({ from: sessionShape.nullable(), words: z.string() }).nullable(),
          }),
        ),
        steps: z.array(
          z.object({
            number: z.number().int(),
            kind: z.enum(['put-on', 'taken-off', 'moved', 'withdrawn']),
            names: z.array(z.string()),
            words: z.string(),
            marks: countShape,
            at: momentShape,
            by: byShape,
          }),
        ),
      }),
    },
  },
  config: { id: 'read-planned', may: 'leave.view', scope: 'school', audit: 'looked at a planned activity' },
})

const wishShape = z.object({
  kind: z.enum(PLANNED_KINDS),
  title: lineShape(120).min(1, 'Say what it is.'),
  particulars: z.partialRecord(z.enum(PARTICULARS), lineShape(200)).default({}),
  /** For leave: when it was asked for or agreed. */
  agreedDay: dayShape.nullable().default(null),
  pupilIds: pupilsShape,
  ...spanShape,
  /** Also replace marks that stand. Marks made by taking a register are never replaced by a plan. */
  replace: z.boolean().default(false),
})

/** What the preview said would be kept, replaced and left out: anything else, and nothing is planned. */
const seenShape = z.object({ kept: countShape, replaced: countShape, leftOut: countShape })

const wishProblems = [
  'leave.bad-period',
  'leave.two-years',
  'leave.no-pattern',
  'leave.particulars',
  'leave.afterwards',
  'register.bad-period',
  'register.nothing-to-change',
  'register.marks-refused',
  'register.plan-too-large',
]

export const previewPlanned = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/planned/preview',
  schema: {
    summary: 'What planning an activity would do: who is absent, planned for something else, or not on roll',
    tags: ['leave'],
    params: atSchool,
    body: wishShape,
    response: { 200: previewPlan.schema.response[200] },
  },
  config: {
    id: 'preview-planned',
    may: 'register.plan',
    scope: 'school',
    audit: { none: 'Changes nothing and shows what the caller may already see.' },
    problems: wishProblems,
  },
})

const plannedAnswer = z.object({ id: z.string(), marks: countShape })

export const planActivity = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/planned',
  schema: {
    summary: 'Plan a trip, a placement, leave or a pattern elsewhere for pupils, in one act',
    description:
      'All or nothing: with other conflicts than those in `seen` nothing is planned. Interviews, study leave and performances are leave, and the head’s to plan.',
    tags: ['leave'],
    params: atSchool,
    body: wishShape.extend({ key: keyShape, seen: seenShape }),
    response: { 200: plannedAnswer },
  },
  config: {
    id: 'plan-activity',
    may: 'register.plan',
    scope: 'school',
    audit: 'planned an activity',
    problems: [...wishProblems, 'leave.conflicts', 'register.key-used'],
  },
})

const stepAnswer = z.object({ number: z.number().int(), marks: countShape })
const stepProblems = ['leave.decided', 'leave.not-on-plan', 'register.key-used', 'register.changed-meanwhile']

export const putOnPlanned = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/planned/:plannedId/put-on',
  schema: {
    summary: 'Put more pupils on a plan',
    tags: ['leave'],
    params: ofPlanned,
    body: z.object({ key: keyShape, pupilIds: pupilsShape, seen: seenShape }),
    response: { 200: stepAnswer },
  },
  config: {
    id: 'put-on-planned',
    may: 'register.plan',
    scope: 'school',
    audit: 'put pupils on a planned activity',
    problems: [...stepProblems, ...wishProblems, 'leave.conflicts'],
  },
})

export const takeOffPlanned = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/planned/:plannedId/take-off',
  schema: {
    summary: 'Take pupils off a plan: they did not go, or do not go any more, and are expected at school',
    description:
      'In registers that have not closed their marks become blank. In closed ones they become N, absent without a reason, or present where `wasIn` says that they were at school.',
    tags: ['leave'],
    params: ofPlanned,
    body: z.object({
      key: keyShape,
      pupilIds: pupilsShape,
      /** The first session for which they are expected; all of them where null. */
      from: sessionShape.nullable().default(null),
      wasIn: z.boolean().default(false),
      reason: reasonShape,
    }),
    response: { 200: stepAnswer },
  },
  config: {
    id: 'take-off-planned',
    may: 'register.plan',
    scope: 'school',
    audit: 'took pupils off a planned activity',
    problems: stepProblems,
  },
})

export const movePlanned = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/planned/:plannedId/move',
  schema: {
    summary: 'Move a plan to other days, for everybody who is on it',
    tags: ['leave'],
    params: ofPlanned,
    body: z.object({ key: keyShape, ...spanShape, reason: reasonShape }),
    response: { 200: stepAnswer },
  },
  config: {
    id: 'move-planned',
    may: 'register.plan',
    scope: 'school',
    audit: 'moved a planned activity',
    problems: [...stepProblems, ...wishProblems, 'leave.conflicts', 'leave.begun'],
  },
})

export const withdrawPlanned = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/planned/:plannedId/withdraw',
  schema: {
    summary: 'Withdraw a plan for everybody',
    description:
      'What it set ahead becomes what it was; marks of earlier days stay. While a register of today has passed with pupils away on it, they are taken off first.',
    tags: ['leave'],
    params: ofPlanned,
    body: z.object({ key: keyShape, reason: reasonShape }),
    response: { 200: stepAnswer },
  },
  config: {
    id: 'withdraw-planned',
    may: 'register.plan',
    scope: 'school',
    audit: 'withdrew a planned activity',
    problems: [...stepProblems, 'leave.begun'],
  },
})
