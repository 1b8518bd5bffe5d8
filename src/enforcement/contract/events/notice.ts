import { z } from 'zod'
import { dayShape, halfShape } from '../../../kernel/shapes.ts'
import { lineShape, reasonShape } from '../../../register/contract.ts'
import type { EventKinds } from './shape.ts'

/** A session of unauthorised absence as it stood when something was decided on it. */
export const countedShape = z.object({ day: dayShape, half: halfShape, code: z.string() })

/** What might be done instead of, or before, a penalty notice (domain reference §5.2 and §5.3, tests before issue). */
export const TOOLS = [
  'more support',
  'attendance contract',
  'notice to improve',
  'education supervision order',
  'penalty notice',
  'prosecution',
] as const

/** What is asked before a formal step, and the notice to improve. */
export const NOTICE_EVENTS = {
  /** Begins a consideration: the sessions as they stood, and when they met the threshold; null where another reason is given. */
  considered: {
    body: z.object({
      because: reasonShape,
      metOn: dayShape.nullable(),
      sessions: z.array(countedShape),
      /** Leave in term time that was not granted: support is not what was missing. */
      leave: z.boolean(),
    }),
    step: null,
  },
  'support-answered': { body: z.object({ answer: z.enum(['given', 'unsuitable']), words: reasonShape }), step: null },
  'equality-answered': {
    body: z.object({
      disability: z.enum(['yes', 'no', 'not known']),
      /** Which adjustments were considered, and what became of them. */
      words: reasonShape,
    }),
    step: null,
  },
  /** Its words stand in the case, for those who look after safety alone. */
  'safeguarding-answered': { body: z.object({ answer: z.enum(['go on', 'stop']) }), step: null },
  'alternative-answered': { body: z.object({ tool: z.enum(TOOLS), words: reasonShape }), step: null },
  'best-tool-answered': { body: z.object({ tool: z.enum(TOOLS), words: reasonShape }), step: null },
  /** The head's own decision, on the sessions as they stood. */
  decided: {
    body: z.object({
      decision: z.enum(['notice to improve', 'penalty notice', 'no notice']),
      words: reasonShape,
      metOn: dayShape.nullable(),
      sessions: z.array(countedShape),
    }),
    step: null,
  },
  'improve-drafted': {
    body: z.object({
      considerationId: z.string(),
      first: dayShape,
      last: dayShape,
      weeks: z.int(),
      /** The eight contents, as told to the parent. */
      contents: z.object({
        record: reasonShape,
        offence: reasonShape,
        benefits: reasonShape,
        supportGiven: reasonShape,
        supportNow: reasonShape,
        warning: reasonShape,
        enough: reasonShape,
        early: reasonShape,
      }),
      /** How many unauthorised sessions in the period are one too many, and how many of its sessions must be attended, of how many. */
      target: z.object({ unauthorised: z.int().min(1), attended: z.int().min(0), possible: z.int().min(1) }),
      /** Why it is used although support was said not to suit. */
      despite: lineShape(500).nullable(),
    }),
    step: null,
  },
  'improve-sent': {
    body: z.object({ messages: z.array(z.string()), way: z.enum(['message', 'by hand']), received: dayShape }),
    step: 'A notice to improve was sent',
  },
  'improve-reviewed': { body: z.object({ words: reasonShape }), step: 'The notice to improve was looked at halfway' },
  'improve-ended': {
    body: z.object({
      outcome: z.enum(['improved', 'not improved', 'withdrawn', 'early penalty notice']),
      ground: lineShape(300).nullable(),
      words: reasonShape,
      attended: z.int().min(0),
      possible: z.int().min(0),
      unauthorised: z.int().min(0),
    }),
    step: 'The notice to improve ended',
  },
} as const satisfies EventKinds
