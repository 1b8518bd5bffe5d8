import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { atSchool, contactIdShape, dayShape, momentShape, pupilIdShape, uuidShape, writtenShape } from './shapes.ts'

export const listReplies = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/message-replies',
  schema: {
    summary: 'What families answered: the last days, and whatever nobody has dealt with',
    tags: ['messaging'],
    params: atSchool,
    querystring: z.object({ from: dayShape.optional() }),
    response: {
      200: z.object({
        replies: z.array(
          z.object({
            id: z.string(),
            channel: z.enum(['text', 'email']),
            sender: z.string(),
            body: z.string(),
            contactId: contactIdShape.nullable(),
            contactName: z.string().nullable(),
            barred: z.boolean(),
            pupils: z.array(z.object({ id: pupilIdShape, name: z.string() })),
            day: dayShape,
            at: momentShape,
            dealtWith: z.boolean(),
            acts: z.array(
              z.object({
                kind: z.enum(['placed', 'dealt-with']),
                note: z.string(),
                at: momentShape,
                byName: z.string(),
                byPosition: z.string(),
              }),
            ),
          }),
        ),
      }),
    },
  },
  config: { id: 'list-message-replies', may: 'messages.view', scope: 'school', audit: 'read what families answered' },
})

export const settleReply = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/message-replies/:replyId/acts',
  schema: {
    summary: 'Say whose a reply is, or that it is dealt with',
    tags: ['messaging'],
    params: atSchool.extend({ replyId: uuidShape() }),
    body: z.object({
      kind: z.enum(['placed', 'dealt-with']),
      /** Whom it is about, where `placed`. */
      pupilIds: z.array(pupilIdShape).max(12),
      note: writtenShape(500),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'settle-message-reply',
    may: 'messages.send',
    scope: 'school',
    audit: 'dealt with what a family answered',
    problems: ['messaging.reply-whose', 'messaging.reply-barred', 'messaging.not-on-roll'],
  },
})
