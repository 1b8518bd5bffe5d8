import { z } from 'zod'
import { contactIdShape, dayShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { LANGUAGES } from '../rules/languages.ts'
import { FIELD_NAMES, fieldsIn, isField, type MergeField, type MergeValues } from '../rules/merge-fields.ts'
import { MESSAGE_STATES } from '../rules/message-state.ts'
import { CHANNELS, DEMANDS, TONES } from '../rules/shapes.ts'

export const atSchool = z.object({ schoolId: schoolIdShape })

export const channelShape = z.enum(CHANNELS)
export const languageShape = z.enum(LANGUAGES.map(({ code }) => code))

// PostgreSQL's text cannot hold U+0000, nor UTF-8 half a surrogate pair; of the other control characters only line breaks and tabs have a place.
const WRITTEN = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u

/** Text that a person types, also over several lines. */
export const writtenShape = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Use ${most} characters or fewer.`)
    .regex(WRITTEN, 'There is a character in it that cannot be kept. Type it anew instead of pasting it.')

const HAS_DATE = /\b\d{1,2}(?:st|nd|rd|th)? \p{L}{3,}/u

// Every field may be given and none must be; the cast says which names a record of optional strings has.
export const mergeShape = z
  .partialRecord(z.enum(FIELD_NAMES as [MergeField, ...MergeField[]]), writtenShape(500))
  .refine(({ replyBy }) => replyBy === undefined || HAS_DATE.test(replyBy), {
    path: ['replyBy'],
    message: 'Say the date, such as Friday 27 November: a letter may be read a week after it was written.',
  }) as unknown as z.ZodType<MergeValues, MergeValues>

export const reasonShape = writtenShape(500).min(3, 'Say why in a few words: it is kept.')

/** A wording, whose fields must all be ones that can be filled in. */
const wordingShape = (most: number) =>
  writtenShape(most).superRefine((text, context) => {
    const strange = fieldsIn(text).filter((name) => !isField(name))
    if (strange.length > 0)
      context.addIssue({
        code: 'custom',
        message: `Nothing can be filled in for {{${strange.join('}}, {{')}}}. Choose from the list of fields.`,
      })
  })

export const templateTextShape = z.object({
  language: languageShape,
  channel: channelShape,
  subject: wordingShape(150),
  body: wordingShape(5000).min(1, 'Write the message.'),
  checkedBy: writtenShape(200).nullable(),
})

export const templateFields = {
  name: writtenShape(80).min(1, 'Give the template a name.'),
  purpose: writtenShape(300),
  tone: z.enum(TONES),
  demands: z.enum(DEMANDS),
  safety: z.boolean(),
  sameDay: z.boolean(),
  retired: z.boolean(),
  texts: z.array(templateTextShape).min(1, 'Write at least one wording.').max(60),
}

export const templateShape = z.object({ key: z.string(), version: z.number().int(), ...templateFields })

const doneByShape = z.object({ name: z.string(), position: z.string() })

export const messageShape = z.object({
  id: z.string(),
  contactId: contactIdShape,
  contactName: z.string(),
  pupils: z.array(z.object({ id: pupilIdShape, name: z.string() })),
  day: dayShape,
  template: z.string(),
  channel: channelShape,
  language: z.string(),
  /** The number or address it goes to; null for a letter. */
  address: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  notes: z.array(z.string()),
  state: z.enum(MESSAGE_STATES),
  /** Why it stands where it does, in plain words; empty where nothing need be said. */
  why: z.string(),
  at: momentShape,
  notBefore: momentShape,
  by: doneByShape,
  events: z.array(z.object({ kind: z.string(), at: momentShape, why: z.string(), by: doneByShape.nullable() })),
})
export type ShownMessage = z.output<typeof messageShape>

export const findingShape = z.object({
  id: z.string(),
  severity: z.enum(['stop', 'look', 'note']),
  message: z.string(),
  source: z.string().optional(),
})

export { contactIdShape, dayShape, momentShape, pupilIdShape, uuidShape }
