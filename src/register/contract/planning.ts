import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, halfShape, momentShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { CLOSURE_CODES } from '../rules/closures/kinds-of-closure.ts'
import { markChangeShape } from './changing.ts'
import { actorShape, actShape, codeShape, detailsShape, keyShape, reasonShape, schoolParams } from './shapes.ts'

const planBody = z.object({
  pupilIds: z.array(pupilIdShape).min(1, 'Choose at least one pupil.').max(2000),
  code: codeShape,
  details: detailsShape.optional(),
  reason: reasonShape,
  /** From and to, both included; only sessions that the calendar has. */
  from: z.object({ day: dayShape, half: halfShape }),
  to: z.object({ day: dayShape, half: halfShape }),
  /** Only on these days of the week (1 = Monday) and halves: a part-time timetable. Every one where left out. */
  only: z
    .array(z.object({ weekday: z.number().int().min(1).max(7), half: halfShape }))
    .min(1)
    .optional(),
  /** Also replace marks that stand. Marks made by taking a register are never replaced by a plan. */
  replace: z.boolean().default(false),
})

const previewShape = z.object({
  /** How many marks would be set, on how many sessions, for how many pupils. */
  marks: z.number().int(),
  sessions: z.number().int(),
  pupils: z.number().int(),
  /** Marks that stand and would be kept; the first 200. */
  kept: z.array(markChangeShape),
  keptCount: z.number().int(),
  /** Marks that stand and would be replaced; the first 200. */
  replaced: z.array(markChangeShape),
  replacedCount: z.number().int(),
  /** Pupils on roll for only a part of the sessions, or none: how many are left out for each, and why; the first 200. */
  leftOut: z.array(
    z.object({ pupilId: pupilIdShape, name: z.string(), sessions: z.number().int(), because: z.string() }),
  ),
  leftOutCount: z.number().int(),
  /** How many of the sessions are of days that are over. */
  over: z.number().int().default(0),
})

const planAnswer = previewShape.extend({ version: z.number().int() })
const planProblems = [
  'register.leave-not-granted',
  'register.not-plannable',
  'register.marks-refused',
  'register.nothing-to-change',
  'register.plan-too-large',
]

export const previewPlan = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/plans/preview',
  schema: {
    summary: 'What planning marks ahead would do',
    tags: ['register'],
    params: schoolParams,
    body: planBody,
    response: { 200: previewShape },
  },
  config: {
    id: 'preview-plan',
    may: 'register.plan',
    scope: 'school',
    audit: { none: 'Changes nothing and shows what the caller may already see.' },
    problems: planProblems,
  },
})

export const planMarks = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/plans',
  schema: {
    summary: 'Set marks ahead for pupils and sessions',
    description:
      'A trip, a part-time timetable, granted leave. Teachers see these marks locked; the reason is for those who may see details.',
    tags: ['register'],
    params: schoolParams,
    body: planBody.extend({ key: keyShape }),
    response: { 200: planAnswer },
  },
  config: {
    id: 'plan-marks',
    may: 'register.plan',
    scope: 'school',
    audit: 'planned marks ahead',
    problems: [...planProblems, 'register.key-used'],
  },
})

const closureBody = z.object({
  /** `rules/closures/kinds-of-closure.ts` says what each is for. */
  code: z.enum(CLOSURE_CODES),
  /** The answer to what the code asks for (`ClosureKind.asks`); kept beside each mark. */
  reason: reasonShape,
  from: z.object({ day: dayShape, half: halfShape }),
  to: z.object({ day: dayShape, half: halfShape }),
  /** Only these year groups, classes and pupils together; everybody where none is given. */
  yearGroups: z.array(z.string()).min(1).optional(),
  groupIds: z.array(groupIdShape).min(1).max(200).optional(),
  pupilIds: z.array(pupilIdShape).min(1).max(2000).optional(),
  replace: z.boolean().default(false),
  /** Days of it are over, and it is meant so. */
  afterwards: z.boolean().default(false),
})
const closureProblems = [
  ...planProblems,
  'register.closure-for-all',
  'register.closure-for-some',
  'register.afterwards',
]

export const previewClosure = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/closures/preview',
  schema: {
    summary: 'What closing the school would do to the registers',
    tags: ['register'],
    params: schoolParams,
    body: closureBody,
    response: { 200: previewShape },
  },
  config: {
    id: 'preview-closure',
    may: 'register.plan',
    scope: 'school',
    audit: { none: 'Changes nothing and shows what the caller may already see.' },
    problems: closureProblems,
  },
})

export const closeSchool = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/closures',
  schema: {
    summary: 'Mark the school, or a part of it, as closed',
    description: 'One act for everybody. Marks that stand are kept unless `replace` is true. It can be withdrawn.',
    tags: ['register'],
    params: schoolParams,
    body: closureBody.extend({ key: keyShape }),
    response: { 200: planAnswer },
  },
  config: {
    id: 'close-school',
    may: 'register.plan',
    scope: 'school',
    audit: 'marked the school as closed',
    problems: [...closureProblems, 'register.key-used'],
  },
})

export const withdrawPlan = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/plans/:number/withdraw',
  schema: {
    summary: 'Withdraw a plan or a closure',
    description: 'Each of its marks that still stands becomes what it was before; marks changed since are left alone.',
    tags: ['register'],
    params: z.object({ schoolId: schoolIdShape, number: z.coerce.number().int().min(1) }),
    body: z.object({
      key: keyShape,
      reason: reasonShape,
      /** Only for these pupils: the others keep the plan. */
      pupilIds: z.array(pupilIdShape).min(1).max(2000).optional(),
      /** Only from this session on. */
      from: z.object({ day: dayShape, half: halfShape }).optional(),
    }),
    response: { 200: z.object({ version: z.number().int(), marks: z.number().int(), left: z.number().int() }) },
  },
  config: {
    id: 'withdraw-plan',
    may: 'register.plan',
    scope: 'school',
    audit: 'withdrew planned marks',
    problems: [
      'register.key-used',
      'register.no-such-plan',
      'register.nothing-to-change',
      'register.leave-not-granted',
    ],
  },
})

export const listPlans = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/plans',
  schema: {
    summary: 'Planned marks and closures that end on a day or later',
    tags: ['register'],
    params: schoolParams,
    querystring: z.object({ from: dayShape.optional() }),
    response: {
      200: z.object({
        plans: z.array(
          z.object({
            number: z.number().int(),
            act: actShape,
            code: codeShape.nullable(),
            reason: z.string().nullable(),
            first: z.object({ day: dayShape, half: halfShape }),
            last: z.object({ day: dayShape, half: halfShape }),
            marks: z.number().int(),
            /** The first few pupils by name, and how many there are. */
            names: z.array(z.string()),
            pupils: z.number().int(),
            by: actorShape,
            at: momentShape,
            withdrawn: z.boolean(),
            /** A closure that was entered when days of it were over. */
            afterwards: z.boolean(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'list-plans',
    may: 'register.plan',
    scope: 'school',
    audit: 'looked at the planned absences',
  },
})
