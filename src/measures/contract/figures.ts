import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, halfShape, momentShape, pupilIdShape, schoolYearShape } from '../../kernel/shapes.ts'
import { STATISTICAL_CLASSES, type StatisticalClass } from '../../law/codes.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool, groupFiguresShape, sessionsShape, weekShape } from './shapes.ts'

const codeCountedShape = z.object({
  code: z.string(),
  name: z.string(),
  statistical: z.enum(STATISTICAL_CLASSES as readonly [StatisticalClass, ...StatisticalClass[]]),
  sessions: z.number().int(),
})

/** Codes by which habits of coding show beside one another, and lateness. */
const codesOfGroupShape = z.object({
  I: z.number().int(),
  O: z.number().int(),
  N: z.number().int(),
  L: z.number().int(),
  U: z.number().int(),
})

const periodShape = z.object({ from: dayShape, to: dayShape, figures: groupFiguresShape })
/** A week as far as its days were asked for and counted: from and to are the first and last of them. */
const weekAskedShape = weekShape.extend({ from: dayShape, to: dayShape })

export const schoolFigures = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures',
  schema: {
    summary: 'The figures of a school, or of a part of it',
    description:
      'Sessions and enrolments between two days, with last week, the week before, and as many sessions of last year beside them; by week, by year group and by code. Every rate is given as its two whole numbers.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery,
    response: {
      200: z.object({
        year: z.number().int(),
        /** When this was counted. */
        asOf: momentShape,
        /** The first and last session counted, and the journal's last number when it was: the same three give the same figures while the roll and the calendar stand. */
        from: dayShape,
        until: z.object({ day: dayShape, half: halfShape }),
        journalNumber: z.number().int(),
        /** The day that year groups, classes and flags are as at. */
        on: dayShape,
        figures: groupFiguresShape,
        /** Sessions that the school met for without any mark: in no rate until they are marked. */
        unmarked: z.number().int(),
        codes: z.array(codeCountedShape),
        /** The week of the last session counted as far as it was asked for, and the same days of the week before, to the same half; null where there were none. */
        week: periodShape.nullable(),
        weekBefore: periodShape.nullable(),
        /**
         * The days of the year before set beside these, to the half of the last: the same weekdays 52 weeks earlier for two weeks or less, otherwise
         * from the same date as many sessions for which the school met, or whole school years beside one another.
         */
        lastYear: periodShape
          .extend({ half: halfShape, by: z.enum(['weekdays', 'sessions', 'whole-years']) })
          .nullable(),
        weeks: z.array(weekAskedShape),
        /** The weeks 52 before each of these, with the same weekdays. */
        weeksLastYear: z.array(weekAskedShape),
        /** Every day with a possible session. */
        days: z.array(z.object({ day: dayShape, possible: z.number().int(), absent: z.number().int() })),
        /** Monday to Friday, 1 to 5. */
        byWeekday: z.array(
          z.object({
            weekday: z.number().int(),
            possible: z.number().int(),
            codes: codesOfGroupShape.pick({ L: true, U: true }),
          }),
        ),
        byYearGroup: z.array(
          z.object({
            yearGroup: z.string(),
            name: z.string(),
            figures: groupFiguresShape,
            weeks: z.array(sessionsShape),
          }),
        ),
        byGroup: z.array(
          z.object({
            groupId: groupIdShape,
            name: z.string(),
            figures: groupFiguresShape,
            codes: codesOfGroupShape,
          }),
        ),
      }),
    },
  },
  config: {
    id: 'school-figures',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It adds pupils up and names none of them.' },
    problems: ASKED_PROBLEMS,
  },
})

/** How far a line is: sessions that can still be missed below it; below 0 where it is passed for good, by how many. */
const lineAheadShape = z.object({ line: z.union([z.literal(10), z.literal(50)]), sessionsLeft: z.number().int() })

/** When attending everything from now on brings attendance up to an aim. */
const aimAheadShape = z.object({
  aim: z.union([z.literal(90), z.literal(95)]),
  state: z.enum(['there', 'reached', 'out-of-reach']),
  /** Sessions to attend, and the day of the last of them; null unless `reached`. */
  sessions: z.number().int().nullable(),
  day: dayShape.nullable(),
})

export const pupilFigures = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/figures/:year',
  schema: {
    summary: 'A pupil’s rates of a school year, and what lies ahead',
    description:
      'Sessions up to the last session whose registers have all closed, and by whole numbers how many more can be missed before 10 % and 50 % by the end of the term and of the year, and when attending every session reaches 90 % and 95 %.',
    tags: ['measures'],
    params: atSchool.extend({ pupilId: pupilIdShape, year: schoolYearShape }),
    response: {
      200: z.object({
        year: z.number().int(),
        from: dayShape,
        /** Null where no session of the year has been counted yet. */
        until: z.object({ day: dayShape, half: halfShape }).nullable(),
        journalNumber: z.number().int(),
        sessions: sessionsShape,
        /** By the end of the term and of the year; empty where no session is to come. */
        ahead: z.array(
          z.object({
            by: z.enum(['term', 'year']),
            name: z.string(),
            lastDay: dayShape,
            toCome: z.number().int(),
            planned: z.number().int(),
            lines: z.array(lineAheadShape),
          }),
        ),
        aims: z.array(aimAheadShape),
      }),
    },
  },
  config: {
    id: 'pupil-figures',
    may: 'register.view',
    scope: 'school',
    audit: { none: 'It adds up the marks whose year the caller has open; looking at that is written down.' },
  },
})
