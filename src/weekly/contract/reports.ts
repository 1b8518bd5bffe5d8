import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, momentShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { YEAR_GROUPS } from '../../law/school-age.ts'
import { askedDayShape, atSchool, byShape } from './shapes.ts'

const yearGroupShape = z.enum(YEAR_GROUPS as readonly [(typeof YEAR_GROUPS)[number], ...(typeof YEAR_GROUPS)[number][]])
const wishShape = z.object({
  from: askedDayShape,
  to: askedDayShape,
  /** Null for the whole school. */
  yearGroup: yearGroupShape.nullable(),
  /** What the school offers to families, in its own plain words. */
  help: z.string().trim().min(3, 'Say what the school offers, in a sentence or two.').max(1000),
})
const PROBLEMS = ['weekly.wrong-days', 'weekly.not-counted', 'weekly.nobody'] as const

export const parentsReportShape = z.object({
  name: z.string(),
  form: z.string(),
  from: dayShape,
  to: dayShape,
  possible: z.number().int(),
  attended: z.number().int(),
  absent: z.number().int(),
  late: z.number().int(),
  summary: z.array(z.string()),
  missed: z.array(
    z.object({ id: z.string(), name: z.string(), means: z.string(), halfDays: z.number().int(), words: z.string() }),
  ),
  compared: z.string(),
  help: z.string(),
})

/** To whom one child's report went, and why not to others. */
const sentShape = z.object({
  contactId: contactIdShape,
  name: z.string(),
  channel: z.enum(['text', 'email', 'letter']).nullable(),
  why: z.string(),
})
export type ReportSent = z.output<typeof sentShape>

const batchShape = z.object({
  batchId: z.string(),
  yearGroup: yearGroupShape.nullable(),
  from: dayShape,
  to: dayShape,
  at: momentShape,
  by: byShape,
  pupils: z.number().int(),
  made: z.number().int(),
  /** Children whose report went to nobody: the paper has to be handed over. */
  toNobody: z.number().int(),
})
export type ReportBatch = z.output<typeof batchShape>

export const planReports = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/weekly/reports/plan',
  schema: {
    summary: 'Who would get a report to parents, without making any',
    tags: ['weekly'],
    params: atSchool,
    body: wishShape,
    response: {
      200: z.object({
        from: dayShape,
        to: dayShape,
        pupils: z.array(z.object({ pupilId: pupilIdShape, name: z.string(), form: z.string() })),
      }),
    },
  },
  config: {
    id: 'plan-reports',
    may: 'weekly.report',
    scope: 'school',
    audit: { none: 'Names of pupils on roll.' },
    problems: PROBLEMS,
  },
})

export const previewReport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/weekly/reports/preview/:pupilId',
  schema: {
    summary: 'One child’s report as it would be sent',
    tags: ['weekly'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    body: wishShape,
    response: { 200: parentsReportShape },
  },
  config: {
    id: 'preview-report',
    may: 'weekly.report',
    scope: 'school',
    audit: 'looked at a report to parents before it was made',
    problems: PROBLEMS,
  },
})

export const startReports = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/weekly/reports',
  schema: {
    summary: 'Make the reports to parents and send them',
    description:
      'They are made one after the other behind the page; each child’s report is saved together with its messages. Sent twice with the same id, it is one.',
    tags: ['weekly'],
    params: atSchool,
    body: wishShape.extend({ batchId: uuidShape() }),
    response: { 200: z.object({ batchId: z.string(), pupils: z.number().int() }) },
  },
  config: {
    id: 'start-reports',
    may: 'weekly.report',
    scope: 'school',
    audit: 'sent reports to parents',
    problems: [...PROBLEMS, 'weekly.reported-lately'],
  },
})

export const listReports = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/weekly/reports',
  schema: {
    summary: 'Reports to parents and how far they are',
    tags: ['weekly'],
    params: atSchool,
    response: {
      200: z.object({
        batches: z.array(batchShape),
        /** What the policy promises, in its own section. */
        promised: z.array(z.object({ every: z.string(), about: z.string(), section: z.string() })),
      }),
    },
  },
  config: { id: 'list-parents-reports', may: 'weekly.report', scope: 'school', audit: { none: 'Counts of reports.' } },
})

export const showReports = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/weekly/reports/:batchId',
  schema: {
    summary: 'The reports made together, each with whom it went to',
    tags: ['weekly'],
    params: atSchool.extend({ batchId: uuidShape() }),
    response: {
      200: z.object({
        batch: batchShape,
        reports: z.array(
          z.object({
            reportId: z.string(),
            pupilId: pupilIdShape,
            name: z.string(),
            form: z.string(),
            possible: z.number().int(),
            attended: z.number().int(),
            sent: z.array(sentShape),
          }),
        ),
      }),
    },
  },
  config: { id: 'show-parents-reports', may: 'weekly.report', scope: 'school', audit: 'looked at reports to parents' },
})

export const printReports = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/weekly/reports/:batchId/papers',
  schema: {
    summary: 'Reports to parents as one PDF, a page for each child',
    tags: ['weekly'],
    params: atSchool.extend({ batchId: uuidShape() }),
    body: z.object({ reportIds: z.array(uuidShape()).min(1).max(400) }),
    response: { 200: z.any() },
  },
  config: {
    id: 'print-parents-reports',
    may: 'weekly.report',
    scope: 'school',
    audit: 'printed reports to parents',
    raw: 'application/pdf',
    problems: ['weekly.no-reports'],
  },
})
