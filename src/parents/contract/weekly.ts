import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, uuidShape } from '../../kernel/shapes.ts'
import { parentsReportShape } from '../../weekly/contract.ts'
import { ofChild } from './shapes.ts'

const countedShape = z.object({ possible: z.number().int(), attended: z.number().int() })

export const familyWeek = operation({
  method: 'GET',
  url: '/api/family/children/:schoolId/:pupilId/week',
  schema: {
    summary: 'A child’s latest school week and half term, the reports to parents, and whether praise is wanted',
    description: 'The same sums as the school’s. In half days.',
    tags: ['parents'],
    params: ofChild,
    response: {
      200: z.object({
        /** The Monday of the latest school week with a register closed; null where there is none this year. */
        monday: dayShape.nullable(),
        week: countedShape,
        halfTerm: countedShape,
        late: z.number().int(),
        minutesLate: z.number().int().nullable(),
        /** What the school last praised the child for. */
        praised: z.object({ day: dayShape, words: z.string() }).nullable(),
        /** Whether this family wants praise for attendance. */
        praiseWanted: z.boolean(),
        reports: z.array(z.object({ reportId: z.string(), at: momentShape, report: parentsReportShape })),
      }),
    },
  },
  config: {
    id: 'family-week',
    may: 'family.use',
    scope: 'own',
    audit: 'looked at their child’s week and reports on the family page',
  },
})

export const familyReportPaper = operation({
  method: 'GET',
  url: '/api/family/children/:schoolId/:pupilId/reports/:reportId/paper',
  schema: {
    summary: 'A report on the child’s attendance, to print',
    tags: ['parents'],
    params: ofChild.extend({ reportId: uuidShape() }),
    response: { 200: z.any() },
  },
  config: {
    id: 'family-report-paper',
    may: 'family.use',
    scope: 'own',
    audit: 'printed a report on attendance from the family page',
    raw: 'application/pdf',
  },
})

export const chooseFamilyPraise = operation({
  method: 'PUT',
  url: '/api/family/children/:schoolId/:pupilId/praise',
  schema: {
    summary: 'Whether the school may praise the child for attendance',
    tags: ['parents'],
    params: ofChild,
    body: z.object({ wanted: z.boolean(), reason: z.string().trim().max(300) }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'choose-family-praise',
    may: 'family.use',
    scope: 'own',
    audit: 'chose whether their child is praised for attendance',
    problems: ['weekly.changed'],
  },
})
