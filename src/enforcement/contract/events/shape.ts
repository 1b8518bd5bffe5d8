import type { z } from 'zod'
import { lineShape } from '../../../register/contract.ts'

/** A kind of event: the shape of its body, and the line that the child's case shows of it, without names; null where it is no formal step yet. */
export interface EventDefinition {
  readonly body: z.ZodObject
  readonly step: string | null
}
export type EventKinds = Readonly<Record<string, EventDefinition>>

/** The most characters of what somebody writes down for good. */
export const MOST_WORDS = 1500

/** What somebody writes down for good. */
export const wordsShape = lineShape(MOST_WORDS).min(1, 'Please write it down: it is kept.')
