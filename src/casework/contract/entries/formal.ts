import { z } from 'zod'
import { dayShape } from '../../../kernel/shapes.ts'
import { lineShape } from '../../../register/contract.ts'

/** What formal steps there are; the notices themselves are kept by enforcement, and a case knows that there is one. */
export const FORMAL_STEPS = [
  'notice to improve',
  'penalty notice',
  'education supervision order',
  'parenting order',
  'fast track',
  'prosecution',
] as const

export const FORMAL_ENTRIES = {
  /**
   * `threadId`: the notice or action of enforcement that this is about; `words`: what happened, in one line without names. `goesOn`: whether
   * something is still to come of it after this, and `until`: the last day that its parent was given; not said in what was kept before.
   */
  'formal-step': z.object({
    threadId: z.string(),
    step: z.enum(FORMAL_STEPS),
    words: lineShape(300).min(1),
    goesOn: z.boolean().optional(),
    until: dayShape.nullable().optional(),
  }),
} as const
