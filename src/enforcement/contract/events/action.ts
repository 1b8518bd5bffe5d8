import { z } from 'zod'
import { dayShape, uuidShape } from '../../../kernel/shapes.ts'
import { lineShape } from '../../../register/contract.ts'
import { countedShape } from './notice.ts'
import { type EventKinds, wordsShape } from './shape.ts'

const nameShape = lineShape(160).min(1, 'Say who.')

/** What a parent can answer to a charge of irregular attendance (section 444(3) to (6) Education Act 1996; not verified). */
export const DEFENCES = [
  'leave was given',
  'the child was ill',
  'an unavoidable cause',
  'a day of religious observance',
  'the authority did not arrange travel',
  'a mobile family at work',
] as const

/** Failing to secure regular attendance; knowing of it and failing to act (section 444(1) and (1A) Education Act 1996). */
export const OFFENCES = ['s444(1)', 's444(1A)'] as const

export const OUTCOMES = ['guilty plea', 'found guilty', 'found not guilty', 'charge withdrawn', 'dismissed'] as const

/** What a court can do with somebody who is guilty, as one authority's guidance has it. */
export const SENTENCES = [
  'absolute or conditional discharge',
  'fine',
  'community order',
  'parenting order',
  'education supervision order directed',
  'imprisonment',
] as const

/** What happens beyond notices: education supervision order, parenting order, fast track, prosecution. */
export const ACTION_EVENTS = {
  /** Begins it: the head asks the authority, with the sessions as they stood and what was weighed. */
  'action-referred': {
    body: z.object({
      because: wordsShape,
      to: nameShape,
      considerationId: uuidShape().nullable(),
      /** The unpaid notice, or the prosecution, that it follows on. */
      follows: uuidShape().nullable(),
      sessions: z.array(countedShape),
      /** An authority considers an education supervision order before it prosecutes. */
      orderWeighed: z.object({ suits: z.boolean(), words: wordsShape }).nullable(),
      defences: z.array(z.object({ defence: z.enum(DEFENCES), words: wordsShape })),
      homeAuthority: lineShape(160).nullable(),
      /** Why this adult is a parent in law, where nobody has entered that they are. */
      whyParent: lineShape(500).nullable().optional(),
    }),
    step: 'It was referred to the authority',
  },
  'action-answered': {
    body: z.object({ answer: z.enum(['accepted', 'declined']), reference: lineShape(60), words: lineShape(1500) }),
    step: 'The authority answered',
  },
  /** What follows where the authority did not take it on: somebody who may decide says so, or the family waits for nothing. */
  'action-followed': {
    body: z.object({
      next: z.enum(['more support', 'refer again', 'another formal step', 'nothing more']),
      words: wordsShape,
    }),
    step: 'The school decided what follows on the authority’s answer',
  },
  /** Under caution, by the authority (Police and Criminal Evidence Act 1984). */
  'action-interviewed': {
    body: z.object({ came: z.boolean(), words: lineShape(1500) }),
    step: 'A parent was invited to an interview',
  },
  'action-charged': {
    body: z.object({ offence: z.enum(OFFENCES), words: lineShape(1500) }),
    step: 'The authority decided to prosecute',
  },
  'action-hearing': { body: z.object({ hearing: dayShape, court: nameShape }), step: 'A court hearing was set' },
  'action-outcome': {
    body: z.object({ outcome: z.enum(OUTCOMES), sentences: z.array(z.enum(SENTENCES)), words: lineShape(1500) }),
    step: 'The court decided',
  },
  /** An order of a court. `guidanceUntil`: the programme that goes with a parenting order. */
  'order-made': {
    body: z.object({ until: dayShape, guidanceUntil: dayShape.nullable(), officer: nameShape, directions: wordsShape }),
    step: 'A court made the order',
  },
  'order-extended': { body: z.object({ until: dayShape, words: wordsShape }), step: 'The order was extended' },
  'order-breached': { body: z.object({ words: wordsShape }), step: 'The order was not kept' },
  'order-ended': {
    body: z.object({ how: z.enum(['expired', 'discharged', 'not made']), words: wordsShape }),
    step: 'The order ended',
  },
  /** Fast track: a few weeks in which a panel meets early, where a family will have no help. */
  'track-begun': {
    body: z.object({ weeks: z.int().min(1).max(26), review: dayShape, expects: wordsShape }),
    step: 'The fast track began',
  },
  'track-panel': { body: z.object({ agreed: wordsShape, review: dayShape }), step: 'The attendance panel met' },
  'track-warned': {
    body: z.object({ words: wordsShape, review: dayShape.optional() }),
    step: 'A final warning was given',
  },
  'track-ended': {
    body: z.object({ outcome: z.enum(['improved', 'support is better', 'a formal step']), words: wordsShape }),
    step: 'The fast track ended',
  },
  'action-called-off': { body: z.object({ because: wordsShape }), step: 'It was called off' },
} as const satisfies EventKinds
