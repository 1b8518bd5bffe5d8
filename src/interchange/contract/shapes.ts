import { z } from 'zod'
import { dayShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'
import { YEAR_GROUPS } from '../../law/school-age.ts'
import { ROW_KINDS } from '../rules/compare-roster.ts'
import { IMPORT_ACTS, IMPORT_STATES } from '../rules/import-state.ts'
import { FORMATS, TABLE_KINDS } from '../rules/roster.ts'

const yearGroupShape = z.enum(YEAR_GROUPS)
const impossibleShape = z.object({ count: z.number(), rows: z.array(z.string()), example: z.string() })

/** The shapes of `rules/questions.ts`. */
const questionShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('date-order'),
    ambiguous: z.number(),
    impossible: z.object({ 'day-first': impossibleShape, 'month-first': impossibleShape }),
    samples: z.array(z.object({ name: z.string(), text: z.string(), dayFirst: z.string(), monthFirst: z.string() })),
  }),
  z.object({
    kind: z.literal('school'),
    schools: z.array(z.object({ id: z.string(), name: z.string(), pupils: z.number(), ours: z.boolean() })),
  }),
  z.object({
    kind: z.literal('grades'),
    grades: z.array(
      z.object({
        grade: z.string(),
        pupils: z.number(),
        same: yearGroupShape.nullable(),
        american: yearGroupShape.nullable(),
        byAge: yearGroupShape.nullable(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('groups'),
    classes: z.array(z.object({ id: z.string(), name: z.string(), pupils: z.number(), homeroom: z.boolean() })),
  }),
  z.object({ kind: z.literal('starting-day'), pupils: z.number() }),
  z.object({ kind: z.literal('year-by-age'), pupils: z.number() }),
  z.object({ kind: z.literal('sexes'), pupils: z.array(z.object({ row: z.string(), name: z.string() })) }),
])

/** The shape of `Answers` in `rules/roster.ts`. */
export const answersShape = z.strictObject({
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
  school: z.string().max(200).optional(),
  grades: z.record(z.string().max(200), yearGroupShape.nullable()).optional(),
  groups: z
    .discriminatedUnion('from', [
      z.object({ from: z.literal('classes'), classes: z.array(z.string().max(200)).max(2000) }),
      z.object({ from: z.literal('year-groups') }),
      z.object({ from: z.literal('none') }),
    ])
    .optional(),
  startingDay: dayShape.optional(),
  yearByAge: z.boolean().optional(),
  sexes: z.record(z.string().max(300), z.enum(['F', 'M'])).optional(),
})

const countsShape = z.object({
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  leaving: z.number(),
  aside: z.number(),
  /** Rows that stop a commit, and rows that somebody should look at. */
  stop: z.number(),
  check: z.number(),
})
export type Counts = z.infer<typeof countsShape>

export const fileShape = z.object({
  name: z.string(),
  bytes: z.number(),
  rows: z.number(),
  sha256: z.string(),
  holds: z.array(z.enum(TABLE_KINDS)),
  notes: z.array(z.string()),
})

export const summaryShape = z.object({
  importId: z.uuid(),
  state: z.enum(IMPORT_STATES),
  title: z.string().nullable(),
  startedAt: momentShape,
  startedBy: z.string(),
  files: z.array(z.string()),
  counts: countsShape.nullable(),
  /** What came of it, once it is over. */
  sentence: z.string().nullable(),
})

export const importShape = summaryShape.omit({ files: true }).extend({
  format: z.enum(FORMATS).nullable(),
  files: z.array(fileShape),
  /** What may be done now. */
  acts: z.array(z.enum(IMPORT_ACTS)),
  questions: z.array(questionShape),
  answers: answersShape,
  notes: z.array(z.string()),
  /** How many new pupils lack something that the admission register must hold, in words. */
  gaps: z.array(z.string()),
  progress: z.object({ done: z.number(), total: z.number() }),
})

const problemShape = z.object({ column: z.string(), level: z.enum(['stop', 'check']), text: z.string() })

/** The shape of `PreviewRow` in `rules/compare-roster.ts`. */
export const rowShape = z.object({
  position: z.number(),
  kind: z.enum(ROW_KINDS),
  file: z.string().nullable(),
  line: z.number().nullable(),
  name: z.string(),
  upn: z.string().nullable(),
  yearGroup: yearGroupShape.nullable(),
  group: z.string().nullable(),
  pupilId: pupilIdShape.nullable(),
  by: z.enum(['upn', 'number', 'source', 'name']).nullable(),
  changes: z.array(z.object({ what: z.string(), from: z.string(), to: z.string() })),
  problems: z.array(problemShape),
  because: z.string().nullable(),
})
