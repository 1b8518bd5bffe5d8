import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'

export const officialRegister = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/groups/:groupId/official-register/:month',
  schema: {
    summary: 'The official register of a group for a month, as a PDF',
    tags: ['register'],
    params: z.object({
      schoolId: schoolIdShape,
      groupId: groupIdShape,
      month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Give the month as YYYY-MM, such as 2026-11.'),
    }),
    response: { 200: z.unknown() },
  },
  config: {
    id: 'official-register',
    may: 'register.certify',
    scope: 'school',
    audit: 'printed an official register',
    raw: 'application/pdf',
  },
})

export const attendanceCertificate = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/certificate',
  schema: {
    summary: 'A certificate of a pupil’s attendance over a period, with every amendment, as a PDF',
    tags: ['register'],
    params: z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape }),
    querystring: z.object({ from: dayShape, to: dayShape }),
    response: { 200: z.unknown() },
  },
  config: {
    id: 'attendance-certificate',
    may: 'register.certify',
    scope: 'school',
    audit: 'issued a certificate of attendance',
    raw: 'application/pdf',
    problems: ['register.bad-period'],
  },
})
