import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, halfShape } from '../../kernel/shapes.ts'
import { STATISTICAL_CLASSES, type StatisticalClass } from '../../law/codes.ts'
import { askedQuery, atSchool, groupFiguresShape, sessionsShape, weekShape } from './shapes.ts'

const codeCountedShape = z.object({
  code: z.string(),
  name: z.string(),
  statistical: z.enum(STATISTICAL_CLASSES as readonly [StatisticalClass, ...StatisticalClass[]]),
  sessions: z.number().int(),
})

const periodShape = z.object({ from: dayShape, to: dayShape, figures: groupFiguresShape })

export const schoolFigures = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures',
  schema: {
    summary: 'The figures of a school, or of a part of it',
    description:
      'Sessions and enrolments between two days, with last week, the week before, and last year to the same day beside them; by week, by year group and by code. Every rate is given as its two whole numbers.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery,
    response: {
      200: z.object({
        year: z.number().int(),
        /** The first and last session counted, and the journal's last number when it was: the same three give the same figures. */
        from: dayShape,
        until: z.object({ day: dayShape, half: halfShape }),
        journalNumber: z.number().int(),
        figures: groupFiguresShape,
        codes: z.array(codeCountedShape),
        /** The week of the last session counted, the one before it, and the same days of the year before; null where there were none. */
        week: periodShape.nullable(),
        weekBefore: periodShape.nullable(),
        lastYear: periodShape.nullable(),
        weeks: z.array(weekShape),
        weeksLastYear: z.array(weekShape),
        byYearGroup: z.array(
          z.object({
            yearGroup: z.string(),
            name: z.string(),
            figures: groupFiguresShape,
            weeks: z.array(sessionsShape),
          }),
        ),
        byGroup: z.array(z.object({ groupId: groupIdShape, name: z.string(), figures: groupFiguresShape })),
      }),
    },
  },
  config: {
    id: 'school-figures',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It adds pupils up and names none of them.' },
    problems: ['measures.no-such-days', 'measures.flag-not-yours'],
  },
})
