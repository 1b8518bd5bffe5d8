import { z } from 'zod'
import { dayShape, groupIdShape, momentShape, schoolIdShape } from '../../kernel/shapes.ts'

export const atSchool = z.object({ schoolId: schoolIdShape })
/** A day that somebody asks about: of a school year that calendars can have. */
export const askedDayShape = dayShape.refine((day) => day >= '1990' && day < '2100', 'Choose a day of a school year.')
export const ofForm = atSchool.extend({ groupId: groupIdShape, day: askedDayShape })

export const byShape = z.object({ name: z.string(), position: z.string() })
export const givenShape = z.object({ at: momentShape, by: byShape })

/** Sessions of a span by the sums of every figure. */
export const countedShape = z.object({
  possible: z.number().int(),
  attended: z.number().int(),
  late: z.number().int(),
})

export const changeShape = z.object({
  kind: z.enum(['better', 'worse', 'same', 'too-early']),
  halfDays: z.number().int(),
  fewerLates: z.number().int(),
})

/** Whether a child can be praised now, and if not why. */
export const praiseStateShape = z.object({
  /** Who asked for no praise. */
  unwantedBy: z.array(z.enum(['family', 'school'])),
  /** When and for what last; null where never. */
  last: z.object({ day: dayShape, words: z.string() }).nullable(),
  /** The first day on which praise can come again; null where that is now. */
  againFrom: dayShape.nullable(),
})
