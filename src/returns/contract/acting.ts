import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape } from '../../kernel/shapes.ts'
import { atSchool, lineShape, monthShape, returnKeyShape, wayShape } from './shapes.ts'

const answer = { 200: z.object({ number: z.number().int() }) }
const PROBLEMS = ['returns.gone', 'returns.changed-meanwhile'] as const

export const writeCause = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/returns/cause',
  schema: {
    summary: 'Write the cause into a return: the one thing in it that does not come from the roll or the marks',
    tags: ['returns'],
    params: atSchool,
    body: z.object({ key: returnKeyShape, words: lineShape(500) }),
    response: answer,
  },
  config: {
    id: 'write-return-cause',
    may: 'returns.prepare',
    scope: 'school',
    audit: 'wrote the cause into a return',
    problems: [...PROBLEMS, 'returns.left'],
  },
})

export const exportReturn = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/returns/file',
  schema: {
    summary: 'A return as a file for the authority’s portal or a secure e-mail: CSV or PDF/UA',
    description: 'What was exported is kept as it stood.',
    tags: ['returns'],
    params: atSchool,
    body: z.object({ key: returnKeyShape, format: z.enum(['csv', 'pdf']) }),
    response: { 200: z.string() },
  },
  config: {
    id: 'export-return',
    may: 'returns.send',
    scope: 'school',
    audit: 'exported a return about a pupil',
    raw: 'A CSV or a PDF.',
    problems: [...PROBLEMS, 'returns.confidential'],
  },
})

export const sendReturns = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/returns/sent',
  schema: {
    summary: 'Write down that returns were sent, and how; each is kept as it stood',
    description: 'All of them or none.',
    tags: ['returns'],
    params: atSchool,
    body: z.object({
      keys: z.array(returnKeyShape).min(1, 'Choose at least one return.').max(100),
      way: wayShape,
      words: lineShape(300).default(''),
    }),
    response: { 200: z.object({ sent: z.number().int() }) },
  },
  config: {
    id: 'send-returns',
    may: 'returns.send',
    scope: 'school',
    audit: 'wrote down that returns were sent',
    problems: [...PROBLEMS, 'returns.confidential', 'returns.sent-already'],
  },
})

export const receiptReturn = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/returns/receipt',
  schema: {
    summary: 'Write down that the authority has a return: its reference, the day, who said so',
    tags: ['returns'],
    params: atSchool,
    body: z.object({
      key: returnKeyShape,
      reference: lineShape(120).min(1, 'Write the authority’s reference, or “none given”.'),
      day: dayShape,
      from: lineShape(120).min(1, 'Write who confirmed it.'),
    }),
    response: answer,
  },
  config: {
    id: 'receipt-return',
    may: 'returns.send',
    scope: 'school',
    audit: 'wrote down the receipt of a return',
    problems: [...PROBLEMS, 'returns.not-sent', 'returns.receipt-day'],
  },
})

export const settleReturn = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/returns/settled',
  schema: {
    summary:
      'Say what became of a return that is no longer as it was told: corrected with the authority, or left, and why',
    tags: ['returns'],
    params: atSchool,
    body: z.object({
      key: returnKeyShape,
      /** How the correction went; left out where none is needed. */
      way: wayShape.optional(),
      words: lineShape(500).min(3, 'Say in a few words what was told, or why nothing need be.'),
    }),
    response: answer,
  },
  config: {
    id: 'settle-return',
    may: 'returns.send',
    scope: 'school',
    audit: 'settled a return that is no longer so',
    problems: [...PROBLEMS, 'returns.as-told', 'returns.confidential'],
  },
})

export const exportMonth = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/returns/list',
  schema: {
    summary:
      'The month’s attendance return as one list: ten days in a row, irregular attendance, and the local list where it is kept',
    description: 'Pupils whose address the caller may not know are left out, and the list says how many.',
    tags: ['returns'],
    params: atSchool,
    body: z.object({ month: monthShape, format: z.enum(['csv', 'pdf']) }),
    response: { 200: z.string() },
  },
  config: {
    id: 'export-returns-of-month',
    may: 'returns.send',
    scope: 'school',
    audit: 'exported the attendance return of a month',
    raw: 'A CSV or a PDF.',
    problems: ['returns.none'],
  },
})
