import { z } from 'zod'
import { dayShape, halfShape } from '../../../kernel/shapes.ts'
import { lineShape } from '../../../register/contract.ts'
import { type EventKinds, wordsShape } from './shape.ts'

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
      because: wordsShape,
      metOn: dayShape.nullable(),
      sessions: z.array(countedShape),
      /** Leave in term time that was not granted: support is not what was missing. */
      leave: z.boolean(),
      /** The notice to improve that did not bring enough, where this follows on it: the sessions it was about count on. */
      noticeId: z.string().optional(),
    }),
    step: null,
  },
  /** `evidence`: what the case had of support, as it stood. */
  'support-answered': {
    body: z.object({ answer: z.enum(['given', 'unsuitable']), words: wordsShape, evidence: z.array(z.string()) }),
    step: null,
  },
  /** Of a holiday: when and how the letter with the refusal was sent, or how it is known that no leave was asked for. */
  'leave-answered': { body: z.object({ answer: z.enum(['refused', 'none asked']), words: wordsShape }), step: null },
  'equality-answered': {
    body: z.object({
      disability: z.enum(['yes', 'no', 'not known']),
      /** Which adjustments were considered, and what became of them. */
      words: wordsShape,
    }),
    step: null,
  },
  /** Its words stand in the case, for those who look after safety alone. */
  'safeguarding-answered': { body: z.object({ answer: z.enum(['go on', 'stop']) }), step: null },
  'alternative-answered': { body: z.object({ tool: z.enum(TOOLS), words: wordsShape }), step: null },
  'best-tool-answered': { body: z.object({ tool: z.enum(TOOLS), words: wordsShape }), step: null },
  /** The head's own decision, on the sessions as they stood. */
  decided: {
    body: z.object({
      decision: z.enum(['notice to improve', 'penalty notice', 'no notice']),
      words: wordsShape,
      metOn: dayShape.nullable(),
      sessions: z.array(countedShape),
      /** What else counted on that day: it is decided on with them, and asks nobody again. */
      also: z.array(countedShape).optional(),
    }),
    step: null,
  },
  'improve-drafted': {
    body: z.object({
      considerationId: z.string(),
      first: dayShape,
      last: dayShape,
      weeks: z.int(),
      /** The first school day of the second half of its weeks. */
      halfway: dayShape.optional(),
      /** School weeks before which nothing comes early, as the parent was told; null where none were named. */
      earlyAfterWeeks: z.int().nullable().optional(),
      /** The eight contents, as told to the parent. */
      contents: z.object({
        record: wordsShape,
        offence: wordsShape,
        benefits: wordsShape,
        supportGiven: wordsShape,
        supportNow: wordsShape,
        warning: wordsShape,
        enough: wordsShape,
        early: wordsShape,
      }),
      /** How many unauthorised sessions in the period are one too many, and how many of its sessions must be attended, of how many. */
      target: z.object({ unauthorised: z.int().min(1), attended: z.int().min(0), possible: z.int().min(1) }),
      /** Why it is used although support was said not to suit. */
      despite: lineShape(500).nullable(),
      /** Why this adult is a parent in law, where nobody has entered that they are. */
      whyParent: lineShape(500).nullable().optional(),
    }),
    step: null,
  },
  'improve-sent': {
    body: z.object({
      messages: z.array(z.string()),
      way: z.enum(['message', 'by hand']),
      /** Of what was given by hand alone: when a message is received follows from what becomes of it, and is not kept here. */
      received: dayShape.nullable(),
    }),
    step: 'The head let a notice to improve go out',
  },
  'improve-reviewed': { body: z.object({ words: wordsShape }), step: 'The notice to improve was looked at halfway' },
  'improve-ended': {
    body: z.object({
      outcome: z.enum(['improved', 'not improved', 'withdrawn', 'early penalty notice']),
      ground: lineShape(300).nullable(),
      words: wordsShape,
      attended: z.int().min(0),
      possible: z.int().min(0),
      unauthorised: z.int().min(0),
    }),
    step: 'The notice to improve ended',
  },
} as const satisfies EventKinds
