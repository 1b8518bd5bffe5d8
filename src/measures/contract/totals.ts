import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import {
  authorityIdShape,
  dayShape,
  momentShape,
  schoolIdShape,
  schoolYearShape,
  trustIdShape,
} from '../../kernel/shapes.ts'
import { sessionShape } from './naming.ts'
import { atSchool, sessionsShape } from './shapes.ts'
import { benchmarksShape, divisionShape, shownFiguresShape, targetShape } from './shown.ts'

/** The period of an answer that is of no one term. */
export const YEAR_SO_FAR = 'Year so far'

/** A school year, and of it one term by its name; the year so far where left out. Nothing finer: see `school-totals`. */
export const totalsQuery = z.object({
  year: schoolYearShape.optional(),
  term: z.string().max(60).optional(),
})

const schoolShape = z.object({
  id: schoolIdShape,
  name: z.string(),
  phase: z.string(),
  urn: z.string(),
  laestab: z.string(),
})

/** The figures of a whole school for readers who see no single pupil. */
const totalsShape = z.object({
  school: schoolShape,
  year: z.number().int(),
  /** "Autumn", or "Year so far". */
  period: z.string(),
  from: dayShape,
  until: sessionShape,
  journalNumber: z.number().int(),
  all: shownFiguresShape.nullable(),
  targets: z.array(targetShape),
  benchmarks: benchmarksShape.nullable(),
})

const weekOfTotalsShape = z.object({
  monday: dayShape,
  /** Null where 1 to 5 pupils had a possible session, or such a week could be found from it. */
  sessions: sessionsShape.omit({ late: true }).nullable(),
})

export const schoolTotals = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/totals',
  schema: {
    summary: 'A term of a school in one page: figures of groups, nothing of a single pupil',
    description:
      'For governors, trustees, the trust and the authority. By year group, sex, SEN, English as an additional language, free school meals and pupil premium; whole terms and the year so far only, all with the groups as they are today (of an earlier year: on its last day). Hidden are groups of 1 to 5, counts of 1 to 5 persistently, severely or never absent pupils, weeks in which only 1 to 5 pupils had a session, and whatever would let these be found by adding and subtracting: within one answer, and between answers of one moment about the year, its terms and its sums of schools, as what is hidden in one of them is hidden in all. Late sessions are not given. Not protected are two answers of different moments. The same period asked for again differs by whatever was entered between: the days between, of everybody; but also a pupil who joined, a mark that was corrected or a group that a pupil was put into, and a reader who knows that nothing else changed finds that one pupil’s sessions in the difference. Counts of the year and of a term, of persistent absence say, may also differ by a few pupils, who are not told by it.',
    tags: ['measures'],
    params: atSchool,
    querystring: totalsQuery,
    response: {
      200: totalsShape.extend({
        asOf: momentShape,
        fewest: z.number().int(),
        /** The terms that have begun, to choose from. */
        terms: z.array(z.string()),
        weeks: z.array(weekOfTotalsShape),
        divisions: z.array(divisionShape),
      }),
    },
  },
  config: {
    id: 'school-totals',
    may: 'measures.view-totals',
    scope: 'school',
    audit: { none: 'It adds pupils up, names none of them, and hides groups of a few.' },
    problems: ['measures.no-such-days', 'measures.no-such-term'],
  },
})

const sideBySideShape = z.object({
  asOf: momentShape,
  fewest: z.number().int(),
  /** "Autumn", or "Year so far". */
  period: z.string(),
  /** Names of terms that have begun at any of the schools, to choose from. */
  terms: z.array(z.string()),
  schools: z.array(totalsShape),
  /** Sums over the schools: of each phase, and last of all of them (phase null). Null where a hidden school could be found by subtracting. */
  sums: z.array(
    z.object({ phase: z.string().nullable(), schools: z.number().int(), figures: shownFiguresShape.nullable() }),
  ),
  /** Schools whose registers have nothing to count in these days. */
  without: z.array(schoolShape),
})
export type SideBySide = z.output<typeof sideBySideShape>

const SIDE_BY_SIDE =
  'In the year so far or in one term. Each school as in `school-totals`; the sums are of sessions and of enrolments, by phase and over all schools, as DfE’s regions and England are of their authorities. A sum is hidden, in the year and in every term, where a hidden school could be found by subtracting the others from it in one of them.'

export const trustTotals = operation({
  method: 'GET',
  url: '/api/trusts/:trustId/totals',
  schema: {
    summary: 'The schools of a trust side by side, and added up by phase',
    description: SIDE_BY_SIDE,
    tags: ['measures'],
    params: z.object({ trustId: trustIdShape }),
    querystring: totalsQuery,
    response: { 200: sideBySideShape },
  },
  config: {
    id: 'trust-totals',
    may: 'measures.view-totals',
    scope: 'trust',
    // It reads every mark of every pupil of every school.
    costly: true,
    audit: { none: 'It adds pupils up, names none of them, and hides groups of a few.' },
  },
})

export const authorityTotals = operation({
  method: 'GET',
  url: '/api/authorities/:authorityId/totals',
  schema: {
    summary: 'The schools of a local authority side by side, and added up by phase',
    description: `${SIDE_BY_SIDE} Only schools that keep their registers here can be counted.`,
    tags: ['measures'],
    params: z.object({ authorityId: authorityIdShape }),
    querystring: totalsQuery,
    response: { 200: sideBySideShape },
  },
  config: {
    id: 'authority-totals',
    may: 'measures.view-totals',
    scope: 'authority',
    // It reads every mark of every pupil of every school.
    costly: true,
    audit: { none: 'It adds pupils up, names none of them, and hides groups of a few.' },
  },
})
