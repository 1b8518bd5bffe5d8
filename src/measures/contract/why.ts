import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, momentShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { type Code, parseCode, STATISTICAL_CLASSES, type StatisticalClass } from '../../law/codes.ts'
import { FIGURES, type FigureAsked } from '../rules/shown/figure-meanings.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool } from './shapes.ts'

const codeShape = z
  .string()
  .max(2)
  .refine(
    (text) => parseCode(text) === text,
    'Give a code as the register has it, such as I or C1.',
  ) as unknown as z.ZodType<Code, string>

/** One figure: the question that was asked, which of its figures, and the weekday where it is of one weekday only. */
const whyQuery = askedQuery.extend({
  figure: z.enum(FIGURES),
  /** Where the figure is `code`: which. */
  code: codeShape.optional(),
  /** AM where the last day is counted to its morning only, as the same days of another year are. */
  toHalf: halfShape.optional(),
  /** 1 is Monday, 5 is Friday. */
  weekday: z.coerce.number<string | number>().int().min(1).max(5).optional(),
  /** Only the pupils of this saved group, or with `inSaved=no` all who are not in it. */
  savedGroup: uuidShape().optional(),
  inSaved: z.enum(['yes', 'no']).optional(),
  /** Only pupils who are in no registration group, or in no year group, of the day that classes are as at. */
  inNo: z.enum(['group', 'year-group']).optional(),
})
export type WhyAsked = z.output<typeof whyQuery>

/** The figure of a question, once it is known to name a code where it must. */
export function figureOf({ figure, code }: WhyAsked): FigureAsked {
  return { figure, code }
}

const sessionShape = z.object({ day: dayShape, half: halfShape })

const figureShape = z.object({
  name: z.string(),
  unit: z.enum(['sessions', 'enrolments']),
  /** The first whole number, and the second where there is one. */
  count: z.number().int(),
  of: z.number().int().nullable(),
  counted: z.string(),
  ofWords: z.string().nullable(),
})

/** A definition of the list: a figure over a scope, by the id and version under which it can be quoted. */
export const definitionShape = z.object({
  /** `year-to-date.persistent`. */
  id: z.string(),
  title: z.string(),
  version: z.string(),
  words: z.string(),
  scope: z.object({ title: z.string(), words: z.string() }),
  sources: z.array(z.string()),
})

const PROBLEMS = [...ASKED_PROBLEMS, 'measures.which-code', 'measures.no-such-saved-group']

export const whyFigure = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures/why',
  schema: {
    summary: 'Why a figure is what it is',
    description:
      'The definition in plain words, its version and sources, the two whole numbers, how it is rounded, the first and last session counted, and the journal’s last number with the moment that entry was written. The same question, span and number give the same figure while the roll stands: flags, classes, days on roll and the calendar are as entered when it was asked, and are in the roll’s own history.',
    tags: ['measures'],
    params: atSchool,
    querystring: whyQuery,
    response: {
      200: figureShape.extend({
        /** Why the figure is not given of these days, in a sentence; null where it is. */
        notGiven: z.string().nullable(),
        definition: definitionShape,
        /** Whom it is of, in words: "Year 7, girls". */
        part: z.string(),
        rounding: z.string(),
        from: sessionShape,
        until: sessionShape,
        /** Sessions of the span for which the school met, by its calendar. */
        sessionsMet: z.number().int(),
        journal: z.object({ number: z.number().int(), writtenAt: momentShape.nullable() }),
        /** Enrolments that the question is about, those with a possible session, and those that give the figure at least one session or are counted in it. */
        enrolments: z.object({ asked: z.number().int(), inRates: z.number().int(), counted: z.number().int() }),
      }),
    },
  },
  config: {
    id: 'why-figure',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It explains a sum and names no pupil.' },
    problems: PROBLEMS,
  },
})

export const ENROLMENTS_ON_PAGE = 50

const enrolmentLine = z.object({
  pupilId: pupilIdShape,
  preferredName: z.string(),
  familyName: z.string(),
  /** Registration group as at the last day counted. */
  groupName: z.string().nullable(),
  /** The enrolment’s own two numbers, in sessions. */
  sessions: z.number().int(),
  possible: z.number().int(),
  /** Whether a figure in enrolments counts this one. */
  isCounted: z.boolean(),
})
export type EnrolmentLine = z.output<typeof enrolmentLine>

export const listEnrolments = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures/why/enrolments',
  schema: {
    summary: 'The pupils whom a figure is made of',
    description:
      'Worst first (for full attendance, those who missed nothing), each with their own two numbers; fifty at a time.',
    tags: ['measures'],
    params: atSchool,
    querystring: whyQuery.extend({ skip: z.coerce.number<string | number>().int().min(0).max(20_000).optional() }),
    response: {
      200: z.object({
        total: z.number().int(),
        lines: z.array(enrolmentLine),
        /** What to skip for the next fifty; null at the end. */
        next: z.number().int().nullable(),
      }),
    },
  },
  config: {
    id: 'list-enrolments',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked at the pupils behind a figure',
    problems: PROBLEMS,
  },
})

export const whyEnrolment = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures/why/enrolments/:pupilId',
  schema: {
    summary: 'The sessions of one pupil that a figure is made of',
    description:
      'Every session with a mark in the span while the pupil was on roll, with its code and class, and whether it counts.',
    tags: ['measures'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    querystring: whyQuery.extend({
      /** `own` counts to the session that the pupil's own figures count to, which may be of a register still open. */
      until: z.literal('own').optional(),
    }),
    response: {
      200: z.object({
        pupilId: pupilIdShape,
        name: z.string(),
        sessions: z.number().int(),
        possible: z.number().int(),
        onRoll: z.object({ from: sessionShape, until: sessionShape }).nullable(),
        definition: definitionShape,
        marks: z.array(
          sessionShape.extend({
            /** Null where a mark was due and none was made. */
            code: z.string().nullable(),
            name: z.string(),
            statistical: z.enum(STATISTICAL_CLASSES as readonly [StatisticalClass, ...StatisticalClass[]]),
            /** In the first whole number; in the second. */
            isCounted: z.boolean(),
            isPossible: z.boolean(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'why-enrolment',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked at the sessions of a pupil behind a figure',
    problems: PROBLEMS,
  },
})
