import { z } from 'zod'
import { contactIdShape, dayShape, pupilIdShape, schoolIdShape } from '../kernel/shapes.ts'

/** A family answered a message, or wrote by itself. Said once for each reply that is known to be about these pupils; ids only. */
export const MESSAGE_REPLIED = 'message-replied'
export const messageRepliedShape = z.object({
  schoolId: schoolIdShape,
  replyId: z.uuid(),
  pupilIds: z.array(pupilIdShape),
  /** Null where a person said whose it is. */
  contactId: contactIdShape.nullable(),
  /** The message that was answered, if that is known. */
  messageId: z.uuid().nullable(),
  day: dayShape,
})
export type MessageReplied = z.output<typeof messageRepliedShape>

/** A message could not be delivered: the ladder may go on to the next step. */
export const MESSAGE_FAILED = 'message-failed'
export const messageFailedShape = z.object({
  schoolId: schoolIdShape,
  messageId: z.uuid(),
  contactId: contactIdShape,
  pupilIds: z.array(pupilIdShape),
  day: dayShape,
})
