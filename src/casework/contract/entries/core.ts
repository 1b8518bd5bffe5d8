import { z } from 'zod'
import { dayShape, personIdShape } from '../../../kernel/shapes.ts'
import { lineShape, reasonShape } from '../../../register/contract.ts'
import { STAGES } from '../../rules/stages.ts'

/** How a contact with the family, the child or somebody else took place. */
export const CONTACT_WAYS = ['telephone', 'in person', 'home visit', 'e-mail', 'letter', 'text', 'video'] as const

/** What happens to a case as such. One shape for each kind of entry: its body, beside who wrote it and when. */
export const CORE_ENTRIES = {
  /** `duty`: the key of the duty that it was opened from; null where somebody opened it by hand. */
  opened: z.object({ because: reasonShape, duty: z.string().nullable(), stage: z.enum(STAGES) }),
  'owner-set': z.object({ personId: personIdShape, name: lineShape(120).min(1) }),
  /** When the case is looked at again, at the latest. */
  'review-set': z.object({ day: dayShape, words: z.string() }),
  reviewed: z.object({ words: reasonShape, next: dayShape.nullable() }),
  /**
   * `answers`: of a restricted note, the numbers of the restricted entries that it says what was done about. Absent in what was kept before, and where
   * the sender names none: then it answers all before it.
   */
  note: z.object({ words: reasonShape, answers: z.array(z.int().min(1)).max(100).optional() }),
  contact: z.object({
    with: lineShape(120).min(1),
    way: z.enum(CONTACT_WAYS),
    reached: z.boolean(),
    words: z.string(),
  }),
  /** `skipped`: why stages between were passed over; `unsuitable`: why no support suits, where none was offered. */
  escalated: z.object({
    to: z.enum(STAGES),
    because: reasonShape,
    skipped: lineShape(500).optional(),
    unsuitable: lineShape(500).optional(),
  }),
  'stepped-down': z.object({ to: z.enum(STAGES), because: reasonShape }),
  closed: z.object({
    outcome: z.enum(['improved', 'moved on', 'other support', 'no longer needed']),
    words: reasonShape,
  }),
  reopened: z.object({ because: reasonShape }),
} as const
