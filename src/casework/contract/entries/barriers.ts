import { z } from 'zod'
import { contactIdShape, uuidShape } from '../../../kernel/shapes.ts'
import { lineShape, reasonShape } from '../../../register/contract.ts'
import { BARRIER_KINDS, STRENGTHS, WHOSE } from '../../rules/barriers/kinds.ts'

// Lines of their own are part of what somebody wrote; other control characters and half a surrogate pair no text of the database can hold.
const OWN_WORDS = /^(?:[^\p{Cc}\p{Cs}]|\n)*$/u

/** What somebody said, as they said it: neither trimmed nor put right. */
export const ownWordsShape = z
  .string()
  .max(2000, 'Please keep it under 2000 characters.')
  .regex(OWN_WORDS, 'There is a sign in it that cannot be kept. Type it again.')

/** How the answers came: typed with the child beside, copied from paper, or by the family itself. */
export const ASSESSED_WAYS = ['screen', 'paper', 'family page'] as const

export const answersShape = {
  version: z.number().int().min(1),
  answers: z
    .array(z.object({ id: z.string().max(40), level: z.union([z.literal(0), z.literal(1), z.literal(2)]) }))
    .max(60),
  words: z
    .array(z.object({ id: z.string().max(40), text: ownWordsShape.refine((text) => text.trim() !== '') }))
    .max(20),
  /** To which statements they said that they would rather not say: an answer, and another one than leaving it out. */
  declined: z.array(z.string().max(40)).max(60).optional(),
}

/** What makes school hard for the child: barriers, and what child, parents and school answered about them. */
export const BARRIER_ENTRIES = {
  /** `words`: as they were said by `whose`. `assessmentId`: the answers that a person confirmed it from. */
  'barrier-recorded': z.object({
    barrierId: uuidShape(),
    kind: z.enum(BARRIER_KINDS),
    whose: z.enum(WHOSE),
    words: ownWordsShape.refine((words) => words.trim() !== '', 'Write it in a few words: theirs, where they said it.'),
    strength: z.enum(STRENGTHS).optional(),
    assessmentId: uuidShape().optional(),
  }),
  'barrier-eased': z.object({ barrierId: uuidShape(), because: reasonShape }),
  /** A parent was asked to answer on the family page. */
  'assessment-invited': z.object({ contactId: contactIdShape, name: lineShape(120).min(1) }),
  /** `name`: who answered; `contactId`: the parent, as a contact of the roll. `version`: of the questions that were asked. */
  assessed: z.object({
    assessmentId: uuidShape(),
    who: z.enum(WHOSE),
    name: lineShape(120).min(1),
    contactId: contactIdShape.optional(),
    way: z.enum(ASSESSED_WAYS),
    ...answersShape,
  }),
  /** What `name` answered stands in the case, and somebody who reads it there says that it is about safety. Restricted always. */
  'answers-raised': z.object({ assessmentId: uuidShape(), name: lineShape(120).min(1) }),
} as const
