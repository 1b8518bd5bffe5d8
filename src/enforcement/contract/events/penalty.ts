import { z } from 'zod'
import { dayShape } from '../../../kernel/shapes.ts'
import { NOTICE_KINDS, RANKS, SIGNATORY_RANKS } from '../../../law/notices/penalty-notices.ts'
import { lineShape, reasonShape } from '../../../register/contract.ts'
import { countedShape } from './notice.ts'
import type { EventKinds } from './shape.ts'

const nameShape = lineShape(160).min(1)
const penceShape = z
  .int('Give the amount in whole pence.')
  .min(1, 'An amount is more than nothing.')
  .max(1_000_000, 'This is more than any notice costs.')

/** How a notice reached the parent: by post it is taken to be received some days later. */
export const SERVICE_WAYS = ['post', 'by hand'] as const

/** How the parents were told that a suspended child must stay out of public places. */
export const TOLD_WAYS = ['letter by post', 'letter by hand', 'in person', 'telephone', 'e-mail'] as const

/** Why notices are withdrawn (2007 regulations as local codes restate them). */
export const WITHDRAWN_BECAUSE = [
  'ought not to have been issued',
  'wrong person',
  'material error',
  'outside the code',
  'not paid, and no prosecution',
] as const

export const PENALTY_EVENTS = {
  /** Begins a notice: the facts it rests on and to whom it would be, as they stood. One thread for each parent and child. */
  'penalty-requested': {
    body: z.object({
      kind: z.enum(NOTICE_KINDS),
      /** The questions that were asked first; null for a public place, of which none are. */
      considerationId: z.string().nullable(),
      issuer: z.enum(['authority', 'school']),
      sessions: z.array(countedShape),
      parent: nameShape,
      relationship: z.string(),
      /** Why this parent is liable, and why this one was chosen. */
      because: reasonShape,
      /** What stood against a notice to this parent when they were chosen, and was settled; absent in what was kept before. */
      caution: z.string().nullable().optional(),
      rank: z.enum(RANKS).nullable(),
      /** Days of issue of the notices that count already. */
      counted: z.array(dayShape),
      homeAuthority: z.string().nullable(),
      place: z
        .object({
          /** The suspension as leave has it; absent in what was kept before it was asked for. */
          suspensionId: z.string().optional(),
          suspendedFrom: dayShape,
          toldOn: dayShape,
          /** Absent in what was kept before it was asked for. */
          toldHow: z.enum(TOLD_WAYS).optional(),
          seenOn: dayShape,
          where: lineShape(200).min(1),
        })
        .nullable(),
    }),
    step: 'A penalty notice was asked for',
  },
  /** What the authority answered when it was asked, before anything is issued. */
  'penalty-checked': {
    body: z.object({
      answer: z.enum(['clear', 'not clear']),
      /** Notices to this parent for this child that the authority knows of; they are entered as notices of elsewhere. */
      elsewhere: z.int().min(0).max(50),
      from: nameShape,
      words: z.string().max(2000),
    }),
    step: null,
  },
  'penalty-called-off': {
    body: z.object({ because: reasonShape }),
    step: 'The request for a penalty notice was called off',
  },
  /** What the notice says, so that nothing changes it later: prices, rank, and after how many working days it counts as received. */
  'penalty-issued': {
    body: z.object({
      rank: z.enum(RANKS).nullable(),
      signatory: z.object({ name: nameShape, rank: z.enum(SIGNATORY_RANKS), authorisedOn: dayShape.nullable() }),
      way: z.enum(SERVICE_WAYS),
      deemedDays: z.int().min(0).max(30),
      prices: z
        .array(z.object({ within: z.int().min(1), pence: penceShape, verified: z.boolean(), source: z.string() }))
        .min(1),
      inParts: z.boolean(),
      reference: lineShape(60),
    }),
    step: 'A penalty notice was issued',
  },
  /** A copy went to the authority. */
  'penalty-copied': { body: z.object({ to: nameShape }), step: null },
  /** The parent has it, on a day that is known. */
  'penalty-received': { body: z.object({ words: z.string().max(500) }), step: null },
  'penalty-paid': { body: z.object({ pence: penceShape, reference: lineShape(60) }), step: 'A payment was entered' },
  'penalty-refunded': { body: z.object({ pence: penceShape, words: z.string().max(500) }), step: null },
  'penalty-withdrawn': {
    body: z.object({ because: z.enum(WITHDRAWN_BECAUSE), words: reasonShape }),
    step: 'The penalty notice was withdrawn',
  },
  'penalty-prosecuted': {
    body: z.object({ words: reasonShape, reference: lineShape(60) }),
    step: 'The authority prosecutes instead of the unpaid notice',
  },
  /** A notice of another school or authority, or of a time before these records. Its day is the day of issue. */
  'penalty-elsewhere': {
    body: z.object({
      kind: z.enum(NOTICE_KINDS),
      parent: nameShape,
      withdrawn: z.boolean(),
      where: nameShape,
      /** How the school knows of it. */
      source: reasonShape,
    }),
    step: null,
  },
  /** There was no such notice of elsewhere: it was entered by mistake. What was entered stays, and counts no more. */
  'penalty-mistaken': { body: z.object({ because: reasonShape }), step: null },
} as const satisfies EventKinds
