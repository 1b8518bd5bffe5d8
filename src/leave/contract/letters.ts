import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { lineShape } from '../../register/contract.ts'

const ofRequest = z.object({ schoolId: schoolIdShape, requestId: uuidShape() })

/** `id`: of the reason and the parent: what is said of one parent is not read for the other. */
const findingShape = z.object({ id: z.string(), severity: z.enum(['stop', 'look', 'note']), message: z.string() })

export const showDecisionLetters = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/leave/:requestId/letters',
  schema: {
    summary:
      'The letter with a decision about leave as each parent would get it, and what became of those that were written',
    tags: ['leave'],
    params: ofRequest,
    response: {
      200: z.object({
        /** Whether there is a decision to write of. */
        decided: z.boolean(),
        maySend: z.boolean(),
        /** Parents who are entitled to it and have not got it; `why` where it cannot be written to them. */
        toWrite: z.array(
          z.object({
            contactId: contactIdShape,
            name: z.string(),
            letter: z
              .object({ channel: z.string(), subject: z.string(), body: z.string(), findings: z.array(findingShape) })
              .nullable(),
            why: z.string(),
          }),
        ),
        written: z.array(
          z.object({
            messageId: z.string(),
            contactId: contactIdShape,
            name: z.string(),
            channel: z.string(),
            state: z.enum(['waiting', 'gone', 'lost']),
            /** The day on which it went. */
            went: dayShape.nullable(),
            proof: z.array(z.string()),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'show-decision-letters',
    may: 'leave.view',
    scope: 'school',
    audit: 'looked at the letters of a decision on leave',
  },
})
export type DecisionLetters = z.output<(typeof showDecisionLetters)['schema']['response'][200]>

export const sendDecision = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/leave/:requestId/letters',
  schema: {
    summary: 'Write the letter with a decision about leave to every parent who is entitled to it and has not got it',
    description:
      'Of one decision each parent gets one letter, however often this is sent. Another is written where one failed or came back.',
    tags: ['leave'],
    params: ofRequest,
    body: z.object({
      /** What speaks against it and was read, by id. */
      seen: z.array(z.string().max(100)).max(80),
      /** Why it goes although something speaks against it. */
      despite: lineShape(300).default(''),
    }),
    response: { 200: z.object({ written: z.int(), refused: z.array(z.string()) }) },
  },
  config: {
    id: 'send-decision',
    may: 'messages.send',
    scope: 'school',
    audit: 'wrote the letters of a decision on leave',
    problems: ['leave.undecided', 'leave.letter-unread', 'leave.letter-stopped', 'leave.letter-to-nobody'],
  },
})
