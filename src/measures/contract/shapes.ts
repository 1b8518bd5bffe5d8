import { z } from 'zod'
import type { GroupId } from '../../kernel/ids.ts'
import { dayShape, schoolIdShape, schoolYearShape, uuidShape } from '../../kernel/shapes.ts'
import { YEAR_GROUPS } from '../../law/school-age.ts'
import { FLAG_KINDS } from '../../roll/contract.ts'
import type { Filter } from '../rules/shown/asked.ts'
import { ETHNIC_PARTS } from '../rules/shown/ethnic-parts.ts'

export const atSchool = z.object({ schoolId: schoolIdShape })

/** A list in an address: `yearGroups=7,8`. */
const listOf = <T extends string>(one: z.ZodType<T, T>) =>
  z
    .string()
    .max(2000)
    .transform((text, context) => {
      const read = z.array(one).safeParse(text.split(',').filter((part) => part !== ''))
      if (read.success) return read.data.length === 0 ? undefined : read.data
      context.addIssue({
        code: 'custom',
        message: `“${text.slice(0, 60)}” is not a list of known names, commas between them.`,
      })
      return z.NEVER
    })
    .optional()

const yearGroupShape = z.enum(YEAR_GROUPS as readonly [(typeof YEAR_GROUPS)[number], ...(typeof YEAR_GROUPS)[number][]])

/** A name that is dropped would widen the question to the whole school, and its figures be read as a group's. */
export function notAskedHere(names: readonly string[]): string {
  return `Leave out ${names.map((name) => `“${name}”`).join(', ')}: no figure can be asked for by that.`
}

/** What every question about figures may be refused for. */
export const ASKED_PROBLEMS = [
  'measures.no-such-days',
  'measures.wrong-days',
  'measures.no-such-part',
  'measures.flag-not-yours',
] as const

/** What every figure can be asked for: a school year, days within it, and a part of the school. It stands in the page's address. */
export const askedQuery = z.strictObject(
  {
    /** The one that today falls in where left out. */
    year: schoolYearShape.optional(),
    /** First and last day, both included: the year's first day, and the last session whose registers have closed, where left out. */
    from: dayShape.optional(),
    to: dayShape.optional(),
    yearGroups: listOf(yearGroupShape),
    groupIds: listOf(uuidShape() as unknown as z.ZodType<GroupId & string, GroupId & string>),
    sex: z.enum(['F', 'M']).optional(),
    with: listOf(z.enum(FLAG_KINDS)),
    without: listOf(z.enum(FLAG_KINDS)),
    /** DfE’s major groups (`white`, `asian` …), categories of the school census (`WBRI` …) or `not-asked`: any of them. */
    ethnicity: listOf(z.enum(ETHNIC_PARTS)),
    /** Where pupils are divided by ethnicity: by category instead of by major group. */
    ethnicGroups: z.literal('detailed').optional(),
    /** The day that year groups, classes and flags are as at: the last day asked for, or today, where left out. */
    on: dayShape.optional(),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? notAskedHere(issue.keys) : undefined) },
)
export type Asked = z.output<typeof askedQuery>

export function filterOf({ yearGroups, groupIds, sex, with: having, without, ethnicity }: Asked): Filter {
  return { yearGroups, groupIds, sex, with: having, without, ethnicity }
}

/** Sessions by DfE's groups; every rate is one of these over `possible`. */
export const sessionsShape = z.object({
  possible: z.number().int(),
  attended: z.number().int(),
  present: z.number().int(),
  approvedActivity: z.number().int(),
  absent: z.number().int(),
  authorised: z.number().int(),
  unauthorised: z.number().int(),
  late: z.number().int(),
  notPossible: z.number().int(),
  administrative: z.number().int(),
  /** Sessions due without a mark. */
  missing: z.number().int(),
})

/** What a group of enrolments comes to. */
export const groupFiguresShape = z.object({
  sessions: sessionsShape,
  /** With at least one possible session. */
  enrolments: z.number().int(),
  persistent: z.number().int(),
  severe: z.number().int(),
  full: z.number().int(),
  /** By absence: 0–5 %, 5–10 %, … 45–50 %, 50 % and more. */
  bands: z.array(z.number().int()).length(11),
})
export type Figures = z.output<typeof groupFiguresShape>

export const weekShape = z.object({ monday: dayShape, sessions: sessionsShape })
