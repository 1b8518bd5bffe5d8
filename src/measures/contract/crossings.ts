import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape } from '../../kernel/shapes.ts'
import { LINES, STANDINGS, type Standing } from '../rules/shown/transitions.ts'
import { namedPupilShape, standingShape } from './naming.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool } from './shapes.ts'

const standingNameShape = z.enum(STANDINGS as readonly [Standing, ...Standing[]])
const countedShape = z.object({ absent: z.number().int(), possible: z.number().int() })

const movedShape = z.object({
  pupil: namedPupilShape,
  from: standingNameShape,
  to: standingNameShape,
  before: countedShape,
  now: countedShape,
})
export type MovedPupil = z.output<typeof movedShape>

const stretchShape = z.object({ name: z.string(), from: dayShape, to: dayShape })

export const schoolCrossings = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/crossings',
  schema: {
    summary: 'Who crossed a line of absence this week, and since last term',
    description:
      'The lines are 5 % (at risk), 10 % (persistent) and 50 % (severe) of each pupil’s own possible sessions, tested in whole numbers. This week: the year to the end of last week beside the year to now. Terms: last term beside this term so far, so a short term moves more pupils than a long one.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery,
    response: {
      200: z.object({
        ...standingShape,
        asOf: momentShape,
        from: dayShape,
        /** Null in the first week of the days asked for: there is nothing to compare with. */
        week: z
          .object({
            monday: dayShape,
            lines: z.array(z.object({ line: z.enum(LINES), entered: z.number().int(), left: z.number().int() })),
            moved: z.array(movedShape),
          })
          .nullable(),
        /** Null where the calendar has no term before this one, or no register was kept in it. */
        terms: z
          .object({
            before: stretchShape,
            now: stretchShape,
            counts: z.array(z.object({ from: standingNameShape, to: standingNameShape, enrolments: z.number().int() })),
            moved: z.array(movedShape),
          })
          .nullable(),
      }),
    },
  },
  config: {
    id: 'school-crossings',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked at who crossed a line of absence',
    problems: ASKED_PROBLEMS,
  },
})
