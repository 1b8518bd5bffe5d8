import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { momentShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { lineShape } from '../../register/contract.ts'
import { LARGEST_EVIDENCE } from '../rules/evidence.ts'

const ofReport = z.object({ schoolId: schoolIdShape, reportId: uuidShape() })
/** Why a file that a family sent is not kept. */
export const FILE_PROBLEMS = [
  'absence.not-a-file',
  'absence.unknown-file',
  'absence.damaged-file',
  'absence.too-many-files',
  'absence.set-aside',
  'absence.changed',
] as const

const evidenceUrl = '/api/schools/:schoolId/absence-reports/:reportId/evidence'

export const readEvidence = operation({
  method: 'GET',
  url: evidenceUrl,
  schema: {
    summary: 'What evidence was asked for and received about a report, and whether it may be asked for',
    tags: ['absence'],
    params: ofReport,
    response: {
      200: z.object({
        state: z.enum(['none', 'asked', 'received', 'accepted', 'not accepted']),
        steps: z.array(
          z.object({
            number: z.number().int(),
            kind: z.enum(['asked', 'received', 'judged']),
            text: z.string(),
            verdict: z.enum(['accepted', 'not-accepted']).nullable(),
            file: z.object({ name: z.string(), type: z.string(), bytes: z.number().int() }).nullable(),
            at: momentShape,
            by: z.object({ name: z.string(), position: z.string() }),
          }),
        ),
        /** Why it may not be asked for; empty where it may, with a doubt that is written down. */
        whyNot: z.string(),
        source: z.object({ source: z.string(), verified: z.boolean() }),
      }),
    },
  },
  config: {
    id: 'read-absence-evidence',
    may: 'pupil.view-contacts',
    scope: 'school',
    audit: 'looked at the evidence for a report of absence',
  },
})

export const askEvidence = operation({
  method: 'POST',
  url: `${evidenceUrl}/ask`,
  schema: {
    summary: 'Ask the family for evidence, with the doubt that makes it necessary',
    description: 'Never as a routine: the policy says when it may be asked for, and a doubt is written down.',
    tags: ['absence'],
    params: ofReport,
    body: z.object({
      doubt: lineShape(500),
      /** Ask by message whoever reported it. */
      tell: z.boolean().default(false),
    }),
    response: { 200: z.object({ number: z.number().int(), told: z.object({ sent: z.boolean(), why: z.string() }) }) },
  },
  config: {
    id: 'ask-absence-evidence',
    may: 'absence.settle',
    scope: 'school',
    audit: 'asked a family for evidence',
    problems: ['absence.no-doubt', 'absence.too-soon', 'absence.not-medical', 'absence.set-aside', 'absence.changed'],
  },
})

export const addEvidence = operation({
  method: 'PUT',
  url: `${evidenceUrl}/files`,
  schema: {
    summary: 'Keep a photograph or a PDF that a family sent',
    description:
      'The body is the file itself, as application/octet-stream: a PDF, a JPEG or a PNG of at most 8 MB. Of a picture, where and when it was taken is removed before it is kept.',
    tags: ['absence'],
    params: ofReport,
    querystring: z.object({ name: lineShape(200).min(1, 'Give the name of the file.') }),
    // Bytes, which no JSON Schema describes.
    body: z.unknown(),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'add-absence-evidence',
    may: 'absence.report',
    scope: 'school',
    audit: 'kept evidence that a family sent',
    bodyLimit: LARGEST_EVIDENCE,
    problems: [...FILE_PROBLEMS],
  },
})

export const openEvidence = operation({
  method: 'GET',
  url: `${evidenceUrl}/:number/file`,
  schema: {
    summary: 'The file that a family sent',
    tags: ['absence'],
    params: ofReport.extend({ number: z.coerce.number().int().min(1) }),
    response: { 200: z.any() },
  },
  config: {
    id: 'open-absence-evidence',
    may: 'pupil.view-contacts',
    scope: 'school',
    audit: 'opened the evidence that a family sent',
    raw: 'application/octet-stream',
  },
})

export const judgeEvidence = operation({
  method: 'POST',
  url: `${evidenceUrl}/judge`,
  schema: {
    summary: 'Write down whether the evidence is enough, and why',
    description:
      'No mark follows by itself. Before an absence turns unauthorised for want of evidence, the family is told (warn-families).',
    tags: ['absence'],
    params: ofReport,
    body: z.object({
      verdict: z.enum(['accepted', 'not-accepted']),
      text: lineShape(500).min(1, 'Write down why, in a few words.'),
    }),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'judge-absence-evidence',
    may: 'absence.settle',
    scope: 'school',
    audit: 'judged the evidence for a report of absence',
    problems: ['absence.not-asked', 'absence.set-aside', 'absence.changed'],
  },
})
