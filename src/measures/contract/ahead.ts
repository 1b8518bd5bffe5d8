import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { namedPupilShape, standingShape } from './naming.ts'
import { askedQuery, atSchool } from './shapes.ts'

/** Whom a school can still help: see `standingOf` of the rules. */
const AHEAD_STANDINGS = ['can-stay-below', 'past-10', 'past-50'] as const

const leftShape = z.object({
  /** How many more sessions can be missed and absence stay below 10 %, below 50 %; below 0: by how many it is too late. */
  before10: z.number().int(),
  before50: z.number().int(),
  /** Sessions still to come, and how many of them are planned as absences. */
  toCome: z.number().int(),
  planned: z.number().int(),
})

const forecastShape = z.object({
  /** Absence at the end of the year in percent: the middle of the ends projected, the range without the outermost tenth at either side, and how many ends lie in it. */
  absence: z.number(),
  low: z.number(),
  high: z.number(),
  within: z.number().int(),
  /** With the rest of the year that so many of so many pupils alike had, this pupil would end persistently absent; the same as a chance, pulled toward the school's share. */
  persistent: z.number().int(),
  of: z.number().int(),
  chance: z.number(),
  share: z.number(),
})

/** With every session attended from now on: how many, and on which day. */
const reachShape = z.object({ sessions: z.number().int(), day: dayShape.nullable() }).nullable()

const aheadShape = {
  absent: z.number().int(),
  possible: z.number().int(),
  term: leftShape.nullable(),
  year: leftShape,
  reaches95: reachShape,
  reaches90: reachShape,
  standing: z.enum(AHEAD_STANDINGS),
  forecast: forecastShape.nullable(),
}

const basisShape = {
  ...standingShape,
  /** The term that the last session counted lies in or that comes next; null after the last. */
  termNow: z.object({ name: z.string(), to: dayShape }).nullable(),
  yearEnds: dayShape.nullable(),
  /** Pupils of last year that forecasts rest on, or why there are none. */
  lastYear: z.object({ year: z.number().int(), pupils: z.number().int() }).nullable(),
  noForecast: z.string().nullable(),
}

const aheadQuery = askedQuery.omit({ from: true })

export const schoolAhead = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures/ahead',
  schema: {
    summary: 'Who may become persistently absent, and who can still be helped',
    description:
      'For each pupil with absence of at least 5 %, or a chance of at least one in four to end the year persistently absent: sessions left before 10 % and 50 % by the end of the term and the year, in whole numbers, and a forecast from last year’s pupils who were most like them at the same point of the year.',
    tags: ['measures'],
    params: atSchool,
    querystring: aheadQuery,
    response: {
      200: z.object({
        ...basisShape,
        /** Pupils asked for, and how many of them are in the list. */
        asked: z.number().int(),
        counts: z.object({ canStayBelow: z.number().int(), past10: z.number().int(), past50: z.number().int() }),
        /** Empty for those who may not see every pupil by name. */
        pupils: z.array(z.object({ pupil: namedPupilShape, ...aheadShape })),
      }),
    },
  },
  config: {
    id: 'school-ahead',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked at who may become persistently absent',
    problems: ['measures.no-such-days', 'measures.flag-not-yours'],
    costly: true,
  },
})

const countedShape = z.object({ absent: z.number().int(), possible: z.number().int() })

export const pupilForecast = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/forecast',
  schema: {
    summary: 'What lies ahead of a pupil, and on whom the forecast rests',
    tags: ['measures'],
    params: z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape }),
    querystring: aheadQuery.pick({ to: true, year: true }),
    response: {
      200: z.object({
        ...basisShape,
        pupil: namedPupilShape,
        ...aheadShape,
        /** Absence of the last four weeks. */
        lately: countedShape,
        /** Last year’s pupils most like this one at the same point: nearest first. */
        alike: z.array(
          z.object({
            pupil: namedPupilShape,
            atThisPoint: countedShape,
            lately: z.number(),
            /** How that pupil ended then. */
            ended: countedShape,
            /** How this one would end with the rest of the year that the other had; whether that is 10 % or more, and in the forecast's range. */
            projected: countedShape,
            persistent: z.boolean(),
            within: z.boolean(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'pupil-forecast',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked at a pupil’s forecast',
    problems: ['measures.no-such-days'],
  },
})

export const forecastCalibration = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures/ahead/calibration',
  schema: {
    summary: 'How right the forecasts would have been last year, and for whom',
    description:
      'Each pupil of last year is forecast from all the others at the same point of the year, and compared with what came. Groups below six pupils are hidden.',
    tags: ['measures'],
    params: atSchool,
    querystring: aheadQuery.pick({ to: true, year: true }),
    response: {
      200: z.object({
        ...basisShape,
        calibration: z
          .object({
            pupils: z.number().int(),
            tenths: z.array(
              z.object({ from: z.number(), pupils: z.number().int(), said: z.number(), happened: z.number() }),
            ),
            /** The share of eight-in-ten intervals that held what came. */
            held: z.number(),
            error: z.number(),
            errorOfGuessing: z.number(),
          })
          .nullable(),
        fairness: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            groups: z.array(
              z.object({
                name: z.string(),
                /** Null where it is hidden because it is small, or because a small one could be found from it. */
                figures: z.object({ pupils: z.number().int(), said: z.number(), happened: z.number() }).nullable(),
              }),
            ),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'forecast-calibration',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It adds pupils up, names none of them, and hides groups that are small.' },
    problems: ['measures.no-such-days'],
    costly: true,
  },
})
