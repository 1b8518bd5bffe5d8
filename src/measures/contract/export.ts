import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { authorityIdShape, schoolIdShape, trustIdShape } from '../../kernel/shapes.ts'
import { ASKED_PROBLEMS, askedQuery } from './shapes.ts'
import { totalsQuery } from './totals.ts'

export const EXPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
const formatShape = z.enum(EXPORT_FORMATS)

/** Each is one table, but `figures`, `crossings` and `shape`, which are all tables of their page. */
export const EXPORT_TABLES = [
  'figures',
  'year-groups',
  'registration-groups',
  'weeks',
  'codes',
  'groups',
  'crossings',
  'crossed-this-week',
  'last-term-to-this',
  'crossed-since-last-term',
  'at-risk',
  'shape',
  'stays-away',
  'broken-weeks',
  'absence-bands',
  'minutes-late',
  'shape-of-classes',
  'patterns',
  'code-use',
  'stale-reasons',
  'often-used-codes',
  'siblings-coded-differently',
  'never-late',
  'definitions',
] as const
export type ExportTableName = (typeof EXPORT_TABLES)[number]

const NAMES =
  'Columns have the names of DfE’s published files where those have them. `c` stands for what is hidden because it is small, `z` for what does not apply, as in DfE’s files.'

export const exportFigures = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/exports/:table/:format',
  schema: {
    summary: 'The tables of a page of figures as CSV, as a spreadsheet, or as a PDF that can be read aloud',
    description: `${NAMES} A CSV holds one table.`,
    tags: ['measures'],
    params: z.object({ schoolId: schoolIdShape, table: z.enum(EXPORT_TABLES), format: formatShape }),
    querystring: askedQuery,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-figures',
    may: 'measures.view',
    scope: 'school',
    audit: 'exported figures',
    costly: true,
    raw: 'application/octet-stream',
    problems: [...ASKED_PROBLEMS, 'measures.one-table', 'measures.nothing-to-export'],
  },
})

export const exportTotals = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/totals/:format',
  schema: {
    summary: 'A term of a school in one page, as CSV, as a spreadsheet, or as a PDF that can be read aloud',
    description: `${NAMES} What is hidden on the page is hidden here.`,
    tags: ['measures'],
    params: z.object({ schoolId: schoolIdShape, format: formatShape }),
    querystring: totalsQuery,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-totals',
    may: 'measures.view-totals',
    scope: 'school',
    audit: 'exported a term in one page',
    costly: true,
    raw: 'application/octet-stream',
    problems: ['measures.no-such-days', 'measures.no-such-term'],
  },
})

export const exportTrustTotals = operation({
  method: 'GET',
  url: '/api/trusts/:trustId/totals/:format',
  schema: {
    summary: 'The schools of a trust side by side, as CSV, as a spreadsheet, or as a PDF that can be read aloud',
    description: `${NAMES} What is hidden on the page is hidden here.`,
    tags: ['measures'],
    params: z.object({ trustId: trustIdShape, format: formatShape }),
    querystring: totalsQuery,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-trust-totals',
    may: 'measures.view-totals',
    scope: 'trust',
    audit: 'exported the schools of a trust side by side',
    costly: true,
    raw: 'application/octet-stream',
  },
})

export const exportAuthorityTotals = operation({
  method: 'GET',
  url: '/api/authorities/:authorityId/totals/:format',
  schema: {
    summary:
      'The schools of a local authority side by side, as CSV, as a spreadsheet, or as a PDF that can be read aloud',
    description: `${NAMES} What is hidden on the page is hidden here.`,
    tags: ['measures'],
    params: z.object({ authorityId: authorityIdShape, format: formatShape }),
    querystring: totalsQuery,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-authority-totals',
    may: 'measures.view-totals',
    scope: 'authority',
    audit: 'exported the schools of a local authority side by side',
    costly: true,
    raw: 'application/octet-stream',
  },
})
