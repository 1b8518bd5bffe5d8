import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape } from '../../kernel/shapes.ts'
import { standingShape } from './naming.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool } from './shapes.ts'
import { benchmarksShape, divisionShape, shownFiguresShape, targetShape } from './shown.ts'

export const schoolCohorts = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cohorts',
  schema: {
    summary: 'The figures of each group of pupils beside everybody else',
    description:
      'By sex, year group, registration group, SEN, each flag that the caller may know of, and each saved group. Groups of 1 to 5 are hidden, and with each whatever would let it be found by adding and subtracting what is shown here. So is the whole answer where the part asked for, or what it leaves of the school, is as small. What cannot be prevented: somebody who asks for two parts that differ by a few pupils, or for the same part on two days, can subtract one answer from the other. Whoever may ask here may see every pupil of the school by name; readers who may not are given `school-totals`, which cannot be asked for parts.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery,
    response: {
      200: z.object({
        ...standingShape,
        asOf: momentShape,
        from: dayShape,
        /** School weeks that the days counted lie in: below six, persistent and severe absence are not given. */
        schoolWeeks: z.number().int(),
        /** The day that year groups, classes and flags are as at. */
        on: dayShape,
        /** Groups smaller than this are hidden. */
        fewest: z.number().int(),
        /** The part asked for; null where it, or the rest of the school, is too small to show. */
        all: shownFiguresShape.nullable(),
        divisions: z.array(divisionShape),
        targets: z.array(targetShape),
        benchmarks: benchmarksShape.nullable(),
      }),
    },
  },
  config: {
    id: 'school-cohorts',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It adds pupils up, names none of them, and hides groups of a few.' },
    problems: ASKED_PROBLEMS,
  },
})
