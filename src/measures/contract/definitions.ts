import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, momentShape, schoolYearShape } from '../../kernel/shapes.ts'
import { SCOPES, type ScopeFigure, type ScopeId } from '../rules/definitions/scopes.ts'
import { FIGURES } from '../rules/shown/figure-meanings.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool } from './shapes.ts'

const [firstScope, ...otherScopes] = SCOPES.map(({ id }) => id)
if (firstScope === undefined) throw new TypeError('there is no definition')
const scopeIdShape = z.enum([firstScope, ...otherScopes] as [ScopeId, ...ScopeId[]])
const sessionShape = z.object({ day: dayShape, half: halfShape })

/** The figures that a definition may be of: all but the counts: of one code, of gaps and of pupils. */
const scopeFigureShape = z.enum(
  FIGURES.filter((one) => one !== 'code' && one !== 'missing' && one !== 'pupils') as [ScopeFigure, ...ScopeFigure[]],
)

const countedShape = z.object({
  from: dayShape,
  until: sessionShape,
  /** Its period has ended. */
  isComplete: z.boolean(),
  /** Each with its two whole numbers; only figures that the definition gives. */
  figures: z.array(
    z.object({
      figure: scopeFigureShape,
      name: z.string(),
      numerator: z.number().int(),
      denominator: z.number().int(),
    }),
  ),
  enrolments: z.number().int(),
  possible: z.number().int(),
  /** A sentence for each rule by which it differs from the year to date. */
  differs: z.array(z.string()),
})

const definedShape = z.object({
  id: scopeIdShape,
  title: z.string(),
  words: z.string(),
  version: z.string(),
  /** The first school year that this version describes. */
  since: schoolYearShape,
  sources: z.array(z.object({ source: z.string(), verified: z.boolean() })),
  rounding: z.string(),
  /** Whether it counts every enrolment on the attendance register of days within one year, as “Why this figure?” does. */
  isPlain: z.boolean(),
  /** Null where none of its days has begun, or the calendar has no such term. */
  counted: countedShape.nullable(),
})
export type Defined = z.output<typeof definedShape>

export const schoolDefinitions = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/figures/definitions',
  schema: {
    summary: 'The figures of a school under every named definition, side by side',
    description:
      'Year to date as DfE’s monitoring tool and as its publications count it, the four census periods and their sum, this term, this half-term and the last twelve months, each up to the last day asked for, with the enrolments that each rule left out. The first day asked for is of no consequence: every definition begins on its own.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery,
    response: {
      200: z.object({
        year: z.number().int(),
        asOf: momentShape,
        until: sessionShape,
        journalNumber: z.number().int(),
        /** The day that year groups, classes and flags are as at. */
        on: dayShape,
        definitions: z.array(definedShape),
      }),
    },
  },
  config: {
    id: 'school-definitions',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It adds pupils up and names none of them.' },
    problems: ASKED_PROBLEMS,
  },
})
