import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { momentShape } from '../../kernel/shapes.ts'
import { STATISTICAL_CLASSES, type StatisticalClass } from '../../law/codes.ts'
import { sessionShape } from './naming.ts'
import { atSchool, sessionsShape } from './shapes.ts'
import { sessionsShownShape } from './shown.ts'
import { totalsQuery } from './totals.ts'
import { definitionShape } from './why.ts'

/** The figures that are shown to readers who see no single pupil. */
const TOTALS_FIGURES = [
  'attendance',
  'absence',
  'authorised',
  'unauthorised',
  'persistent',
  'severe',
  'pupils',
] as const
export type TotalsFigure = (typeof TOTALS_FIGURES)[number]

export const whyTotals = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/totals/why',
  schema: {
    summary: 'Why a figure of a whole school or of one of its groups is what it is, without a single pupil',
    description:
      'For readers who see no single pupil: the definition, its version and sources, the two whole numbers, the sessions of each class, and for the whole school those of each code. A code that 1 to 5 pupils have in the year so far or in any term is put together with others of its class; a number of late sessions is not given, as with the codes L and U it would name the rarer of the two. Figures that the page hides are refused here.',
    tags: ['measures'],
    params: atSchool,
    querystring: totalsQuery.extend({
      figure: z.enum(TOTALS_FIGURES),
      /** A group of the page, by the ids of its division and its own; the whole school where left out. */
      division: z.string().max(60).optional(),
      cohort: z.string().max(60).optional(),
    }),
    response: {
      200: z.object({
        name: z.string(),
        count: z.number().int(),
        of: z.number().int().nullable(),
        counted: z.string(),
        ofWords: z.string().nullable(),
        definition: definitionShape,
        /** "The whole school", or the group. */
        part: z.string(),
        from: sessionShape,
        until: sessionShape,
        sessions: sessionsShownShape,
        /** Sessions in no rate. Of the whole school; null for a group, where they could be those of a few who had no other. */
        notInRates: sessionsShape.pick({ notPossible: true, administrative: true, missing: true }).nullable(),
        /** Of the whole school; null for a group, of which codes would tell too much. */
        codes: z
          .array(
            z.object({
              /** Null where codes are put together, or are not named. */
              code: z.string().nullable(),
              name: z.string(),
              statistical: z.enum(STATISTICAL_CLASSES as readonly [StatisticalClass, ...StatisticalClass[]]),
              sessions: z.number().int(),
            }),
          )
          .nullable(),
        journal: z.object({ number: z.number().int(), writtenAt: momentShape.nullable() }),
      }),
    },
  },
  config: {
    id: 'why-totals',
    may: 'measures.view-totals',
    scope: 'school',
    audit: { none: 'It explains a sum, names no pupil, and hides what a few pupils could be told from.' },
    problems: ['measures.no-such-days', 'measures.no-such-term', 'measures.hidden'],
  },
})
