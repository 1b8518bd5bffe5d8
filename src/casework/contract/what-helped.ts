import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, schoolYearShape } from '../../kernel/shapes.ts'
import { REFUSED_BECAUSE, SUPPORT_KINDS } from '../rules/support/kinds.ts'
import { atSchool } from './shapes.ts'

const kindShape = z.enum(SUPPORT_KINDS)
/** A number of children; null where it is hidden. */
const shown = z.number().int().nullable()
const query = z.object({ year: schoolYearShape.optional() })

const COUNTED =
  'Children, not offers: a child offered the same kind twice counts once. What changed is set beside children who were alike before and had no support of that kind, over the same sessions as each of them, within the school year (`compare-support`); they may have had other support. It is no experiment.'
const HIDING =
  'Readers who may not see cases are told no count of 1 to 5, no result for so few, and nothing that would give one away by subtracting.'

const helpedShape = z.object({
  asOf: momentShape,
  year: z.number().int(),
  /** School years in which anything was offered, and this one. Latest first. */
  years: z.array(z.number().int()),
  from: dayShape,
  /** The last day counted; null before the first session of the year. */
  until: dayShape.nullable(),
  fewest: z.number().int(),
  hides: z.boolean(),
  kinds: z.array(
    z.object({
      kind: kindShape,
      offered: shown,
      accepted: shown,
      refused: shown,
      open: shown,
      ran: shown,
      /** Of those with whom it began, whom anybody can be compared with. */
      compared: shown,
      /** What came of it in one line, and in a paragraph; null where hidden, or where it began with nobody. */
      line: z.string().nullable(),
      words: z.string().nullable(),
      effect: z.number().nullable(),
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
      /** The cases behind the counts, for those who may see cases; else null. */
      behind: z
        .array(
          z.object({
            caseId: z.string(),
            name: z.string(),
            said: z.enum(['accepted', 'refused', 'open']),
            began: dayShape.nullable(),
          }),
        )
        .nullable(),
    }),
  ),
  refusing: shown,
  refusals: z.array(z.object({ because: z.enum(REFUSED_BECAUSE), children: shown })),
  waits: z.array(
    z.object({
      kind: kindShape,
      referrals: shown,
      over: shown,
      medianDays: z.number().nullable(),
      longestDays: z.number().int().nullable(),
    }),
  ),
})
export type WhatHelped = z.output<typeof helpedShape>

export const whatHelped = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/what-helped',
  schema: {
    summary:
      'For each kind of support in cases: whom it reached, what families said, how long referrals waited, what changed',
    description: `${COUNTED} ${HIDING}`,
    tags: ['casework'],
    params: atSchool,
    querystring: query,
    response: { 200: helpedShape },
  },
  config: {
    id: 'what-helped',
    may: 'measures.view-totals',
    scope: 'school',
    costly: true,
    audit: 'read what support had helped',
  },
})

/** Each is one table; a spreadsheet holds all of them. */
export const HELPED_TABLES = ['supports', 'refusals', 'referrals'] as const
export type HelpedTable = (typeof HELPED_TABLES)[number]

export const exportWhatHelped = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/what-helped/:table/:format',
  schema: {
    summary: 'What helped, as CSV or as a spreadsheet',
    description: `${COUNTED} A file travels, so small numbers are hidden in it whoever asks for it: \`c\` stands for what is hidden, \`z\` for what does not apply. A CSV holds one table, a spreadsheet all.`,
    tags: ['casework'],
    params: atSchool.extend({ table: z.enum(HELPED_TABLES), format: z.enum(['csv', 'xlsx']) }),
    querystring: query,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-what-helped',
    may: 'measures.view-totals',
    scope: 'school',
    costly: true,
    audit: 'exported what support had helped',
    raw: 'application/octet-stream',
  },
})
