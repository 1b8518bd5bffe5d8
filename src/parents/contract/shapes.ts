import { z } from 'zod'
import { REPORT_CATEGORIES } from '../../absence/contract.ts'
import { dayShape, halfShape, momentShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'

export const sessionShape = z.object({ day: dayShape, half: halfShape })
export const ofChild = z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape })

export const markWordsShape = z.object({
  words: z.string(),
  tone: z.enum(['in', 'late', 'away', 'unexplained', 'elsewhere', 'closed']),
})

/** What a family reported, and what became of it, in words for them. */
export const familyReportShape = z.object({
  id: z.string(),
  schoolId: schoolIdShape,
  pupilId: pupilIdShape,
  child: z.string(),
  first: sessionShape,
  until: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('day'), day: dayShape }),
    z.object({ kind: z.literal('unknown') }),
    z.object({ kind: z.literal('returns'), day: dayShape }),
  ]),
  category: z.enum(REPORT_CATEGORIES),
  words: z.string(),
  /** What the caller sent with it. */
  files: z.array(z.object({ number: z.number().int(), name: z.string() })),
  /** Whether more can be sent: not with a report that was set aside. */
  takesFiles: z.boolean(),
  receivedAt: momentShape,
  /** `asks`: the school asked something and waits for the answer. */
  state: z.enum(['waiting', 'asks', 'settled']),
  outcome: z.string(),
})
export type FamilyReport = z.output<typeof familyReportShape>

export const familyChildShape = z.object({
  schoolId: schoolIdShape,
  pupilId: pupilIdShape,
  name: z.string(),
  fullName: z.string(),
  /** "Year 9, 9A". */
  place: z.string(),
  school: z.string(),
  schoolPhone: z.string(),
  /** A child who has not begun yet. */
  startsOn: dayShape.nullable(),
  /** Null where the school does not meet today, or the child has not begun. */
  today: z.object({ am: markWordsShape, pm: markWordsShape }).nullable(),
})
export type FamilyChild = z.output<typeof familyChildShape>
