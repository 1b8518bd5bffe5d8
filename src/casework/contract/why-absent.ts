import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { authorityIdShape, momentShape, schoolIdShape, trustIdShape } from '../../kernel/shapes.ts'
import { WHY_ROWS } from '../rules/barriers/count-why.ts'
import { atSchool } from './shapes.ts'

const rowShape = z.enum(WHY_ROWS)
/** A number of children; null where it is hidden. */
const shown = z.number().int().nullable()
const query = z.object({
  /** The name of a term of this school year that has begun; the present one, or the last, where left out. */
  term: z.string().max(60).optional(),
})

const COUNTED =
  'A child counts once for each kind of barrier that stands open in an open case, as at the end of the term, or today in the present one. Restricted barriers are not counted: from a count somebody could tell that there is one.'
const HIDING =
  'Readers who may not see cases are told no count of 1 to 5, nor what would give one away by adding or subtracting within this answer or between terms.'

const whyShape = z.object({
  asOf: momentShape,
  fewest: z.number().int(),
  /** Whether small numbers are hidden from this reader. */
  hides: z.boolean(),
  term: z.string(),
  terms: z.array(z.string()),
  /** Names of the year groups. */
  yearGroups: z.array(z.string()),
  children: shown,
  childrenByYear: z.array(shown),
  childrenByTerm: z.array(shown),
  rows: z.array(z.object({ row: rowShape, all: shown, byYear: z.array(shown), byTerm: z.array(shown) })),
  /** The children behind the counts, for those who may see cases; else null. */
  behind: z
    .array(z.object({ caseId: z.string(), name: z.string(), yearGroup: z.string(), rows: z.array(rowShape) }))
    .nullable(),
})
export type WhyAbsent = z.output<typeof whyShape>

export const whyAbsent = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/why-absent',
  schema: {
    summary:
      'Why children are absent: open barriers by kind, year group and term, and children of whom nobody knows why yet',
    description: `${COUNTED} ${HIDING}`,
    tags: ['casework'],
    params: atSchool,
    querystring: query,
    response: { 200: whyShape },
  },
  config: {
    id: 'why-absent',
    may: 'measures.view-totals',
    scope: 'school',
    audit: 'read why children are absent',
    problems: ['casework.no-such-term'],
  },
})

export const exportWhyAbsent = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/why-absent/csv',
  schema: {
    summary: 'Why children are absent, as CSV',
    description: `${COUNTED} A file travels, so small numbers are hidden in it whoever asks for it: \`c\` stands for what is hidden.`,
    tags: ['casework'],
    params: atSchool,
    querystring: query,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-why-absent',
    may: 'measures.view-totals',
    scope: 'school',
    audit: 'exported why children are absent',
    raw: 'text/csv',
    problems: ['casework.no-such-term'],
  },
})

const areaShape = z.object({
  asOf: momentShape,
  fewest: z.number().int(),
  schools: z.array(
    z.object({
      id: schoolIdShape,
      name: z.string(),
      children: shown,
      rows: z.array(z.object({ row: rowShape, all: shown })),
    }),
  ),
  children: shown,
  rows: z.array(z.object({ row: rowShape, all: shown })),
})
export type WhyAbsentInArea = z.output<typeof areaShape>

const AREA = `${COUNTED} Each school as on its own page for readers of totals, as of today; a sum is hidden where a hidden school could be found by subtracting the others.`
const NAMES_NONE = { none: 'It adds children up, names none of them, and hides groups of a few.' }

export const trustWhyAbsent = operation({
  method: 'GET',
  url: '/api/trusts/:trustId/why-absent',
  schema: {
    summary: 'Why children are absent, in the schools of a trust',
    description: AREA,
    tags: ['casework'],
    params: z.object({ trustId: trustIdShape }),
    response: { 200: areaShape },
  },
  config: { id: 'trust-why-absent', may: 'measures.view-totals', scope: 'trust', costly: true, audit: NAMES_NONE },
})

export const authorityWhyAbsent = operation({
  method: 'GET',
  url: '/api/authorities/:authorityId/why-absent',
  schema: {
    summary: 'Why children are absent, in the schools of a local authority',
    description: AREA,
    tags: ['casework'],
    params: z.object({ authorityId: authorityIdShape }),
    response: { 200: areaShape },
  },
  config: {
    id: 'authority-why-absent',
    may: 'measures.view-totals',
    scope: 'authority',
    costly: true,
    audit: NAMES_NONE,
  },
})
