import { z } from 'zod'
import { contactIdShape, dayShape, uuidShape } from '../../../kernel/shapes.ts'
import type { EventKinds } from './shape.ts'

/** Why something of an evidence pack is blacked out or left out; listed in the pack. */
export const REDACTED_BECAUSE = [
  'another child',
  'another adult',
  'health of somebody else',
  'not about this matter',
] as const

export const hashShape = z.string().regex(/^[0-9a-f]{64}$/)

/** An evidence pack does not change where a formal step stands: no state is made from it. */
export const PACK_EVENTS = {
  'pack-made': {
    body: z.object({
      packId: uuidShape(),
      /** The one parent whose pack it is. */
      contactId: contactIdShape,
      from: dayShape,
      to: dayShape,
      sections: z.array(z.string()),
      /** SHA-256 of the ZIP. */
      hash: hashShape,
      /** The end of the register’s journal that it was made from. */
      journal: z.object({ number: z.int().min(0), hash: hashShape }),
      /** What was blacked out or left out, without its words. */
      redactions: z.array(z.object({ section: z.string(), what: z.string(), because: z.enum(REDACTED_BECAUSE) })),
    }),
    // No step: it would stand for where the notice is.
    step: null,
  },
} as const satisfies EventKinds
