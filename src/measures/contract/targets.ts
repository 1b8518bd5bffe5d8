import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { schoolIdShape, schoolYearShape } from '../../kernel/shapes.ts'
import { becauseShape, enteredShape } from './naming.ts'
import { TARGET_FIGURES } from './shown.ts'

const PERCENT_WORDS = 'Give a percentage from 0 to 100, such as 95.5.'

const ofYear = z.object({ schoolId: schoolIdShape, year: schoolYearShape })

/** One act: who set it, when, from what, to what, and why. */
const targetActShape = z.object({
  figure: z.enum(TARGET_FIGURES),
  number: z.number().int(),
  /** Null where there was none. */
  before: z.number().nullable(),
  /** Null where it was taken back. */
  percent: z.number().nullable(),
  source: z.string(),
  reason: z.string(),
  set: enteredShape,
})
export type TargetAct = z.output<typeof targetActShape>

export const listTargets = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/targets/:year',
  schema: {
    summary: 'What the school aims at in a year, with every change',
    tags: ['measures'],
    params: ofYear,
    response: {
      /** The latest first; a figure's target is its first. */
      200: z.object({ year: z.number().int(), acts: z.array(targetActShape) }),
    },
  },
  config: {
    id: 'list-targets',
    may: 'measures.view-totals',
    scope: 'school',
    audit: { none: 'A school’s targets are no personal data.' },
  },
})

export const setTarget = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/targets/:year/:figure',
  schema: {
    summary: 'Sets what the school aims at in a year, or takes it back',
    tags: ['measures'],
    params: ofYear.extend({ figure: z.enum(TARGET_FIGURES) }),
    body: z
      .object({
        /** The number of the act that was seen last; 0 where there was none. */
        seen: z.number().int().min(0),
        percent: z
          .number(PERCENT_WORDS)
          .min(0, PERCENT_WORDS)
          .max(100, PERCENT_WORDS)
          .refine((percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-6, {
            message: 'Give at most two decimal places, such as 95.5.',
          })
          .nullable(),
        source: z.string().trim().max(200),
        reason: becauseShape,
      })
      .refine(({ percent, source }) => (percent === null) === (source === ''), {
        message: 'Say where the target comes from, such as “School development plan”.',
        path: ['source'],
      }),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'set-target',
    may: 'measures.set-targets',
    scope: 'school',
    audit: 'set a target',
    problems: ['measures.target-changed'],
  },
})
