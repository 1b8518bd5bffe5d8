import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, momentShape, timeOfDayShape } from '../../kernel/shapes.ts'
import { LATE_LENGTHS, SPELL_LENGTHS } from '../rules/definitions/absence-shape.ts'
import { BROKEN_TIMES } from '../rules/shape/shape-of-absence.ts'
import { SHAPE_PARTS, type ShapePart } from '../rules/shape/shape-parts.ts'
import { namedPupilShape, sessionShape, standingShape } from './naming.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool, groupFiguresShape } from './shapes.ts'

const count = z.number().int()
const staysShape = z.object({ count, enrolments: count, sessions: count })

/** The shape of absence of a school or a part of it. */
const shapeRowShape = z.object({
  enrolments: count,
  possible: count,
  absent: count,
  full: count,
  stays: staysShape,
  /** Weeks of pupils with both a session attended and one missed, and how many pupils have one. */
  brokenWeeks: z.object({ weeks: count, enrolments: count }),
  /** Minutes are those of sessions with a time of arrival; `withoutMinutes` sessions have none. */
  late: z.object({ sessions: count, minutes: count, withoutMinutes: count, enrolments: count }),
})
export type ShapeRow = z.output<typeof shapeRowShape>

export const schoolShape = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/shape',
  schema: {
    summary: 'The shape of absence: stays away, broken weeks, full attendance, bands, minutes late',
    description:
      'How absence and lateness lie over days and pupils, between two days, of a school or a part of it: stays away by length, broken weeks, pupils by band of absence beside DfE’s distribution, late sessions by minutes. Times of arrival come from the journal; sessions without one are counted apart.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery,
    response: {
      200: z.object({
        ...standingShape,
        asOf: momentShape,
        from: dayShape,
        /** The day that year groups, classes and flags are as at. */
        on: dayShape,
        /** Whom it is of, in words. */
        part: z.string(),
        all: shapeRowShape,
        staysByLength: z.array(staysShape.extend({ length: z.enum(SPELL_LENGTHS) })),
        brokenByTimes: z.array(z.object({ times: z.enum(BROKEN_TIMES), enrolments: count })),
        bands: groupFiguresShape.shape.bands,
        lateByLength: z.array(z.object({ length: z.enum(LATE_LENGTHS), sessions: count, enrolments: count })),
        byYearGroup: z.array(shapeRowShape.extend({ yearGroup: z.string(), name: z.string() })),
        byGroup: z.array(shapeRowShape.extend({ groupId: groupIdShape, name: z.string() })),
        /** DfE's distribution over the same bands, of the school's phase and a whole year; null where none was published. */
        published: z
          .object({ phase: z.string(), year: count, shares: z.array(z.number()).length(11), source: z.string() })
          .nullable(),
      }),
    },
  },
  config: {
    id: 'school-shape',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It adds pupils up and names none of them.' },
    problems: ASKED_PROBLEMS,
  },
})

const shapeLineShape = z.object({
  pupil: namedPupilShape,
  /** The pupil's own: stays, weeks or late sessions; 1 where pupils are counted. */
  own: count,
  absent: count,
  possible: count,
  stays: z.array(z.object({ from: sessionShape, to: sessionShape, sessions: count })),
  /** Mondays of broken weeks. */
  weeks: z.array(dayShape),
  late: z.array(
    sessionShape.extend({
      code: z.enum(['L', 'U']),
      arrivedAt: timeOfDayShape.nullable(),
      /** Null where no time of arrival was entered, or no day clock is known. */
      minutes: count.nullable(),
    }),
  ),
})
export type ShapeLine = z.output<typeof shapeLineShape>

export const SHAPE_LINES_ON_PAGE = 50

const partShape = z.enum(SHAPE_PARTS as readonly [ShapePart, ...ShapePart[]])

export const listShapePupils = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/shape/pupils',
  schema: {
    summary: 'The pupils whom a number of the shape of absence counts',
    description:
      'Each with their own stays away, broken weeks or late sessions, those with the most first; fifty at a time.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery.extend({
      part: partShape,
      skip: z.coerce.number<string | number>().int().min(0).max(20_000).optional(),
    }),
    response: {
      200: z.object({
        ...standingShape,
        /** Pupils in the number, and the number itself in its unit. */
        total: count,
        count,
        lines: z.array(shapeLineShape),
        /** What to skip for the next fifty; null at the end. */
        next: count.nullable(),
      }),
    },
  },
  config: {
    id: 'list-shape-pupils',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked at the pupils behind a figure',
    problems: ASKED_PROBLEMS,
  },
})
