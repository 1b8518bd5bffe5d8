import { z } from 'zod'
import { enteredShape } from './naming.ts'
import { sessionsShape } from './shapes.ts'

/** A number of pupils; null where it is so small that one of them could be told. */
const countShown = z.number().int().nullable()

/**
 * What a group's rates are made from, and no more: late sessions beside the codes of the whole school would tell of the one pupil with a U,
 * and sessions that were not possible of the few who had no other.
 */
export const sessionsShownShape = sessionsShape.pick({
  possible: true,
  attended: true,
  present: true,
  approvedActivity: true,
  absent: true,
  authorised: true,
  unauthorised: true,
})

/** The figures of a group that is large enough to show. */
export const shownFiguresShape = z.object({
  sessions: sessionsShownShape,
  enrolments: z.number().int(),
  persistent: countShown,
  severe: countShown,
  full: countShown,
})
export type FiguresShown = z.output<typeof shownFiguresShape>

const cohortShape = z.object({
  id: z.string(),
  name: z.string(),
  /** Null where hidden: too few pupils, or a few could be found from it. */
  figures: shownFiguresShape.nullable(),
  /** Everybody else. */
  rest: shownFiguresShape.nullable(),
})
export type CohortShown = z.output<typeof cohortShape>

export const divisionShape = z.object({ id: z.string(), name: z.string(), cohorts: z.array(cohortShape) })
export type DivisionShown = z.output<typeof divisionShape>

export const TARGET_FIGURES = ['attendance', 'absence', 'persistent', 'severe'] as const
export type TargetFigure = (typeof TARGET_FIGURES)[number]

/** A target in force. */
export const targetShape = z.object({
  figure: z.enum(TARGET_FIGURES),
  /** With at most two decimal places. */
  percent: z.number(),
  /** Where it comes from, in the school's words: "School development plan". */
  source: z.string(),
  reason: z.string(),
  /** Who set it, and when. */
  set: enteredShape,
})
export type Target = z.output<typeof targetShape>

const percentOrNone = z.number().nullable()
const quartilesShape = z.object({
  least: z.number(),
  firstQuartile: z.number(),
  median: z.number(),
  thirdQuartile: z.number(),
  most: z.number(),
  source: z.string(),
})

/** DfE's published rates to set beside a school's, in per cent: one series, one phase, one whole year. */
export const benchmarksShape = z.object({
  series: z.enum(['daily', 'census']),
  phase: z.string(),
  /** The school year that they are of, by the calendar year it begins in. */
  year: z.number().int(),
  rows: z.array(
    z.object({
      level: z.enum(['national', 'region', 'authority']),
      place: z.string(),
      absence: percentOrNone,
      authorised: percentOrNone,
      unauthorised: percentOrNone,
      persistent: percentOrNone,
      severe: percentOrNone,
      source: z.string(),
    }),
  ),
  /** How England's authorities lie. */
  spread: z.object({ absence: quartilesShape, persistent: quartilesShape }).nullable(),
})
export type BenchmarksShown = z.output<typeof benchmarksShape>
