import { z } from 'zod'
import { FILE_PROBLEMS, LARGEST_EVIDENCE } from '../../absence/contract.ts'
import { operation } from '../../identity/contract.ts'
import { uuidShape } from '../../kernel/shapes.ts'
import { lineShape } from '../../register/contract.ts'
import { ofChild } from './shapes.ts'

const ofReport = ofChild.extend({ reportId: uuidShape() })
const filesUrl = '/api/family/children/:schoolId/:pupilId/reports/:reportId/files'

export const sendFamilyEvidence = operation({
  method: 'PUT',
  url: filesUrl,
  schema: {
    summary: 'Send a photograph or a PDF with a report of the caller’s own; never demanded',
    description:
      'The body is the file itself, as application/octet-stream: a PDF, a JPEG or a PNG of at most 8 MB. Of a picture, where and when it was taken is removed before it is kept. Sent again, it is there once.',
    tags: ['parents'],
    params: ofReport,
    querystring: z.object({ name: lineShape(200).min(1, 'Give the name of the file.') }),
    // Bytes, which no JSON Schema describes.
    body: z.unknown(),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'send-family-evidence',
    may: 'family.use',
    scope: 'own',
    audit: 'sent evidence on the family page',
    bodyLimit: LARGEST_EVIDENCE,
    problems: [...FILE_PROBLEMS],
  },
})

export const openFamilyEvidence = operation({
  method: 'GET',
  url: `${filesUrl}/:number`,
  schema: {
    summary: 'A file that came with a report of the caller’s own',
    tags: ['parents'],
    params: ofReport.extend({ number: z.coerce.number().int().min(1) }),
    response: { 200: z.any() },
  },
  config: {
    id: 'open-family-evidence',
    may: 'family.use',
    scope: 'own',
    audit: 'opened evidence on the family page',
    raw: 'application/octet-stream',
  },
})
