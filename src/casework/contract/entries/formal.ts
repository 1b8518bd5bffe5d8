import { z } from 'zod'
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
  /** `threadId`: the notice or action of enforcement that this is about; `words`: what happened, in one line without names. */
  'formal-step': z.object({ threadId: z.string(), step: z.enum(FORMAL_STEPS), words: lineShape(300).min(1) }),
} as const
