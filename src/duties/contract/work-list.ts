import { z } from 'zod'
import { operation, ROLES } from '../../identity/contract.ts'
import {
  contactIdShape,
  dayShape,
  groupIdShape,
  halfShape,
  momentShape,
  personIdShape,
  pupilIdShape,
  schoolIdShape,
  timeOfDayShape,
} from '../../kernel/shapes.ts'
import type { ShownCode } from '../../law/reason-category.ts'
import type { ClockUnit } from '../rules/clocks.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const whenShape = z.object({ day: dayShape, time: timeOfDayShape.nullable() })
const clockShape = z.object({
  amount: z.number().int(),
  unit: z.enum(['minutes', 'sessions', 'school days', 'days', 'weeks', 'months', 'years'] satisfies ClockUnit[]),
})
const sourceShape = z.object({ source: z.string(), verified: z.boolean() })
const roleShape = z.enum(ROLES)
// A code or a category: written by `codeShownTo` alone, which knows which.
const shownCodeShape = z.string() as unknown as z.ZodType<ShownCode, string>
const personShape = z.object({ name: z.string(), position: z.string() })

const ruleShape = z.object({
  id: z.string(),
  /** Other rows of the domain's list that this rule answers. */
  answers: z.array(z.string()),
  title: z.string(),
  source: sourceShape,
  sourceKind: z.enum(['regulation', 'guidance', 'policy']),
  clock: clockShape.nullable(),
  consequence: z.string(),
  ends: z.enum(['facts', 'record']),
  /** Listed before everything else, whatever its limit. */
  first: z.boolean().optional(),
})

const dueShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('by'), ...whenShape.shape }),
  z.object({ kind: z.literal('beyond-calendar'), knownUntil: dayShape.nullable() }),
])

const subjectShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pupil'), id: pupilIdShape, name: z.string() }),
  z.object({
    kind: z.literal('register'),
    groupId: groupIdShape,
    day: dayShape,
    half: halfShape,
    name: z.string(),
  }),
  z.object({ kind: z.literal('school') }),
  z.object({ kind: z.literal('contact'), id: contactIdShape, pupil: pupilIdShape, name: z.string() }),
])

const becauseShape = z.object({
  day: dayShape.nullable(),
  half: halfShape.nullable(),
  code: shownCodeShape.nullable(),
  words: z.string(),
  confidential: z.string().nullable(),
})

const actionShape = z.object({
  label: z.string(),
  to: z.string(),
  params: z.record(z.string(), z.string()),
  search: z.record(z.string(), z.string()),
})

const ownerShape = z.object({
  role: roleShape.nullable(),
  /** The people it is for, by name; empty where it is everybody's who holds the role. */
  people: z.array(z.string()),
  /** Whether it is the caller's: they hold the role, or are one of the people. */
  mine: z.boolean(),
})

const endedShape = z.object({
  how: z.enum(['done', 'withdrawn']),
  words: z.string(),
  code: shownCodeShape.nullable(),
  confidential: z.string().nullable(),
  /** Null where the facts behind it are simply no longer there. */
  at: momentShape.nullable(),
  by: personShape.nullable(),
})

const dutyShape = z.object({
  key: z.string(),
  rule: z.string(),
  /** Where the school's policy says it in the rule's place. */
  source: sourceShape.nullable(),
  clock: clockShape.nullable(),
  subject: subjectShape,
  because: z.array(becauseShape),
  from: whenShape,
  due: dueShape.nullable(),
  /** School days from today to the due day, where its clock counts those and it is still to come. */
  schoolDaysLeft: z.number().int().nullable(),
  overdue: z.boolean(),
  state: z.enum(['open', 'snoozed', 'done', 'withdrawn']),
  owner: ownerShape,
  actions: z.array(actionShape),
  snoozed: z
    .object({ until: whenShape, reason: z.string(), at: momentShape, by: personShape, beyondDue: z.boolean() })
    .nullable(),
  handedOver: z.object({ reason: z.string(), at: momentShape, by: personShape }).nullable(),
  ended: endedShape.nullable(),
})
export type DutyShown = z.output<typeof dutyShape>
export type DutyRuleShown = z.output<typeof ruleShape>

const sumsShape = z.object({
  open: z.number().int(),
  overdue: z.number().int(),
  /** Due by the end of today, overdue ones included. */
  today: z.number().int(),
  snoozed: z.number().int(),
})

export const workList = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/duties',
  schema: {
    summary: 'The work list: what is due, why, by when, and who is to do it',
    description:
      'Every duty is derived from the marks and other facts of this moment. With `pupilId` those of one pupil; with `due=today` those due by the end of today. Ended duties of the last week are listed with why they ended.',
    tags: ['duties'],
    params: atSchool,
    querystring: z.object({
      whose: z.enum(['mine', 'all']).default('mine'),
      pupilId: pupilIdShape.optional(),
      due: z.literal('today').optional(),
    }),
    response: {
      200: z.object({
        asOf: momentShape,
        today: dayShape,
        /** The rules of the duties below. */
        rules: z.array(ruleShape),
        duties: z.array(dutyShape),
        /** The latest of the last week, the latest first. */
        ended: z.array(dutyShape),
        endedInAll: z.number().int(),
        mine: sumsShape,
        all: sumsShape,
        /** Whether the caller may put off, hand over and write down as done. */
        mayAct: z.boolean(),
      }),
    },
  },
  config: { id: 'work-list', may: 'duties.view', scope: 'school', audit: 'looked at duties' },
})

/** As `dutyKey` makes it: rule, subject and trigger. */
const keyShape = z.string().min(3).max(600)
const keysShape = z.array(keyShape).min(1).max(1000)
const reasonShape = z.string().trim().min(3, 'Say why, in a few words.').max(500)
const PROBLEMS = ['duties.gone', 'duties.ended'] as const
const actedAnswer = { 200: z.object({ acted: z.number().int() }) }

export const dutyDone = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/duties/done',
  schema: {
    summary: 'Writes down that duties were done',
    tags: ['duties'],
    params: atSchool,
    body: z.object({ keys: keysShape, reason: reasonShape }),
    response: actedAnswer,
  },
  config: {
    id: 'duty-done',
    may: 'duties.act',
    scope: 'school',
    audit: 'wrote down duties as done',
    problems: [...PROBLEMS, 'duties.not-by-word'],
  },
})

export const snoozeDuty = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/duties/snooze',
  schema: {
    summary: 'Puts duties off, with a reason',
    tags: ['duties'],
    params: atSchool,
    body: z.object({
      keys: keysShape,
      reason: reasonShape,
      /** On the school's wall clock; without a time to the end of the day. */
      until: whenShape,
      /** True where the caller knows that this goes beyond the due date. */
      beyondDue: z.boolean().default(false),
    }),
    response: actedAnswer,
  },
  config: {
    id: 'snooze-duty',
    may: 'duties.act',
    scope: 'school',
    audit: 'put duties off',
    problems: [...PROBLEMS, 'duties.snooze-past', 'duties.snooze-too-long', 'duties.snooze-beyond-due'],
  },
})

export const wakeDuty = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/duties/wake',
  schema: {
    summary: 'Takes up duties again that were put off',
    tags: ['duties'],
    params: atSchool,
    body: z.object({ keys: keysShape, reason: reasonShape }),
    response: actedAnswer,
  },
  config: {
    id: 'wake-duty',
    may: 'duties.act',
    scope: 'school',
    audit: 'took up duties again',
    problems: PROBLEMS,
  },
})

export const handOverDuty = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/duties/hand-over',
  schema: {
    summary: 'Hands duties over to a role or a person, with a reason',
    tags: ['duties'],
    params: atSchool,
    body: z.object({
      keys: keysShape,
      reason: reasonShape,
      to: z.union([z.object({ role: roleShape }), z.object({ personId: personIdShape })]),
    }),
    response: actedAnswer,
  },
  config: {
    id: 'hand-over-duty',
    may: 'duties.act',
    scope: 'school',
    audit: 'handed duties over',
    problems: [...PROBLEMS, 'duties.not-theirs'],
  },
})

export const dutyTakers = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/duty-takers',
  schema: {
    summary: 'The roles and people here that duties can be handed over to',
    tags: ['duties'],
    params: atSchool,
    response: {
      200: z.object({
        roles: z.array(z.object({ role: roleShape, name: z.string() })),
        people: z.array(z.object({ personId: personIdShape, name: z.string(), position: z.string() })),
      }),
    },
  },
  config: {
    id: 'duty-takers',
    may: 'duties.act',
    scope: 'school',
    audit: { none: 'Names of staff with their positions, to those who work with them.' },
  },
})
