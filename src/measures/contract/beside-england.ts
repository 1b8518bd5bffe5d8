import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, momentShape, schoolYearShape } from '../../kernel/shapes.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool } from './shapes.ts'
import { shownFiguresShape } from './shown.ts'

const percentOrNone = z.number().nullable()
const publishedShape = z.object({
  /** The school year that it is of, by the calendar year it begins in. */
  year: schoolYearShape,
  absence: percentOrNone,
  persistent: percentOrNone,
  severe: percentOrNone,
  source: z.string(),
  /** Somebody on this project has seen the table. */
  verified: z.boolean(),
})
export type Published = z.output<typeof publishedShape>

const ownShape = z.object({
  year: schoolYearShape,
  from: dayShape,
  until: z.object({ day: dayShape, half: halfShape }),
  isComplete: z.boolean(),
  /** Null where there are too few pupils to show. */
  figures: shownFiguresShape.nullable(),
})

const comparedShape = z.object({
  id: z.string(),
  series: z.enum(['daily', 'census']),
  period: z.enum(['year', 'autumn', 'spring', 'summer', 'autumn and spring']),
  phase: z.enum(['all', 'primary', 'secondary', 'special', 'pru']).nullable(),
  /** England's schools of this phase; null where none was published. */
  england: publishedShape.nullable(),
  /** The school counted alike: this year, then the year before. */
  own: z.array(ownShape),
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** England's pupils of this group, all phases together. */
      england: publishedShape,
      /** In step with `own`; null where hidden or where the school has nobody in it. */
      own: z.array(shownFiguresShape.nullable()),
    }),
  ),
})
export type ComparedWithEngland = z.output<typeof comparedShape>

export const besideEngland = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures/beside-england',
  schema: {
    summary: 'The school and its groups of pupils beside DfE’s published figures, each counted as that series counts',
    description:
      'Daily collection against the year to date of pupils aged 5 to 15, census against the census’s own population and days; never one series against another. The whole school, up to the last day asked for, and the year before. Groups by a flag that the caller may not know of are left out; small ones are hidden as in `school-cohorts`.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery.pick({ year: true, to: true }),
    response: {
      200: z.object({
        asOf: momentShape,
        journalNumber: z.number().int(),
        compared: z.array(comparedShape),
      }),
    },
  },
  config: {
    id: 'beside-england',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It adds pupils up, names none of them, and hides groups of a few.' },
    problems: ASKED_PROBLEMS,
  },
})
