import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { NOTICE_KINDS, RANKS, SIGNATORY_RANKS } from '../../law/notices/penalty-notices.ts'
import { schoolParams as atSchool, keyShape, lineShape, reasonShape } from '../../register/contract.ts'
import { PENALTY_STAGES } from '../rules/penalty/penalty-state.ts'
import { countedShape } from './events/notice.ts'
import { PENALTY_EVENTS, SERVICE_WAYS, TOLD_WAYS } from './events/penalty.ts'

const atNotice = atSchool.extend({ threadId: uuidShape() })
const citedShape = z.object({ source: z.string(), verified: z.boolean() })
const datedPriceShape = citedShape.extend({ within: z.int(), pence: z.int(), last: dayShape })
const rankShape = z.enum(RANKS).nullable()

/** One line of the ledger: regulation 20's record of a notice, and how its clock stands today. */
export const ledgerLineShape = z.object({
  threadId: z.string(),
  pupil: z.object({ id: pupilIdShape, name: z.string() }),
  contactId: contactIdShape.nullable(),
  parent: z.string(),
  kind: z.enum(NOTICE_KINDS),
  stage: z.enum(PENALTY_STAGES),
  rank: rankShape,
  issuer: z.enum(['authority', 'school']).nullable(),
  considerationId: z.string().nullable(),
  requested: dayShape.nullable(),
  issued: dayShape.nullable(),
  received: dayShape.nullable(),
  /** Taken to be received, because it went by post. */
  deemed: z.boolean(),
  prices: z.array(datedPriceShape),
  /** Pence to pay today and the days left for it; null where nothing can be paid. */
  due: z.int().nullable(),
  daysLeft: z.int().nullable(),
  paid: z.int(),
  paidOn: dayShape.nullable(),
  payments: z.array(z.object({ day: dayShape, pence: z.int() })),
  refunded: z.int(),
  toRefund: z.int(),
  withdrawn: z.object({ day: dayShape.nullable(), words: z.string() }).nullable(),
  prosecuted: dayShape.nullable(),
  /** Where a notice was issued that is not this school's. */
  where: z.string().nullable(),
  /** Until when it counts towards the limit; null where it does not. */
  countsUntil: dayShape.nullable(),
})
export type LedgerLine = z.output<typeof ledgerLineShape>

export const penaltyLedger = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/penalty-notices',
  schema: {
    summary: 'Every penalty notice, with its clock, what was paid, and what became of it',
    tags: ['enforcement'],
    params: atSchool,
    response: {
      200: z.object({
        today: dayShape,
        authority: z.string().nullable(),
        lines: z.array(ledgerLineShape),
        mayPrepare: z.boolean(),
      }),
    },
  },
  config: {
    id: 'penalty-ledger',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'looked at the penalty notices',
  },
})

export const exportPenaltyLedger = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/penalty-notices/ledger.csv',
  schema: {
    summary:
      'The record of penalty notices as CSV: copies, payments and their dates, withdrawn and why, prosecuted or not',
    tags: ['enforcement'],
    params: atSchool,
    response: { 200: z.string() },
  },
  config: {
    id: 'export-penalty-ledger',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'downloaded the record of penalty notices',
    costly: true,
    raw: 'text/csv',
  },
})

const rankAnswerShape = z.object({
  rank: z.enum([...RANKS, 'none left']),
  counted: z.array(dayShape),
  until: dayShape.nullable(),
})

const candidateShape = z.object({
  contactId: contactIdShape,
  name: z.string(),
  relationship: z.string(),
  liable: z.enum(['yes', 'ask', 'no']),
  because: z.string(),
  caution: z.string().nullable(),
  barred: z.boolean(),
  /** Why nothing can follow for this parent now although the questions are answered: a notice to improve to them. */
  stopped: z.string().nullable(),
  rank: rankAnswerShape,
  history: z.array(ledgerLineShape),
  /** The notice of this consideration to this parent, where there is one already. */
  threadId: z.string().nullable(),
})

export const penaltyRequest = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/penalty-requests/:considerationId',
  schema: {
    summary: 'To whom a penalty notice could be asked for: who is liable, and which notice it would be',
    tags: ['enforcement'],
    params: atSchool.extend({ considerationId: uuidShape() }),
    response: {
      200: z.object({
        today: dayShape,
        pupil: z.object({ id: pupilIdShape, name: z.string() }),
        sessions: z.array(countedShape),
        /** Why nothing can be asked for yet. */
        refused: z.string().nullable(),
        candidates: z.array(candidateShape),
        issuer: z.enum(['authority', 'school']),
        authority: z.string().nullable(),
      }),
    },
  },
  config: {
    id: 'penalty-request',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'looked at whom a penalty notice could be for',
  },
})

export const requestPenaltyNotices = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/penalty-requests/:considerationId',
  schema: {
    summary: 'Ask for a penalty notice to each of these parents for this child',
    tags: ['enforcement'],
    params: atSchool.extend({ considerationId: uuidShape() }),
    body: z.object({
      /** Where the family lives in the area of another authority: that one is asked for earlier notices too. */
      homeAuthority: lineShape(120),
      parents: z
        .array(z.object({ threadId: uuidShape(), key: keyShape, contactId: contactIdShape, because: reasonShape }))
        .min(1, 'Choose at least one parent.')
        .max(6)
        .refine((parents) => new Set(parents.map(({ contactId }) => contactId)).size === parents.length, {
          error: 'A parent stands here twice. There is one notice to each parent for these sessions.',
        }),
    }),
    response: { 200: z.object({ threadIds: z.array(z.string()) }) },
  },
  config: {
    id: 'request-penalty-notices',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'asked for penalty notices',
    problems: [
      'enforcement.begun',
      'enforcement.gate',
      'enforcement.not-liable',
      'enforcement.sessions-used',
      'enforcement.third-notice',
    ],
  },
})

export const requestPublicPlaceNotice = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/penalty-notices/public-place',
  schema: {
    summary:
      'Ask for a notice about a child in a public place in the first days of a suspension; outside the national framework',
    tags: ['enforcement'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      threadId: uuidShape(),
      pupilId: pupilIdShape,
      contactId: contactIdShape,
      because: reasonShape,
      /** One that is recorded, as `list-suspensions` names it. */
      suspensionId: uuidShape(),
      toldOn: dayShape,
      toldHow: z.enum(TOLD_WAYS, 'Say how the parents were told.'),
      seenOn: dayShape,
      where: lineShape(200).min(1, 'Say where the child was seen.'),
    }),
    response: { 200: z.object({ threadId: z.string() }) },
  },
  config: {
    id: 'request-public-place-notice',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'asked for a penalty notice about a public place',
    problems: ['enforcement.begun', 'enforcement.day', 'enforcement.not-liable', 'enforcement.public-place'],
  },
})

export const enterEarlierNotice = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/penalty-notices/elsewhere',
  schema: {
    summary: 'Enter a notice of another school or authority, or of a time before these records',
    tags: ['enforcement'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      threadId: uuidShape(),
      pupilId: pupilIdShape,
      contactId: contactIdShape,
      kind: z.enum(NOTICE_KINDS),
      issued: dayShape,
      withdrawn: z.boolean(),
      where: lineShape(160).min(1, 'Say which school or authority issued it.'),
      source: reasonShape,
    }),
    response: { 200: z.object({ threadId: z.string() }) },
  },
  config: {
    id: 'enter-earlier-notice',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'entered a penalty notice of elsewhere',
    problems: ['enforcement.begun', 'enforcement.day', 'enforcement.not-liable'],
  },
})

export const readPenaltyNotice = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/penalty-notices/:threadId',
  schema: {
    summary: 'One penalty notice: what it rests on, its clock, money and every step',
    tags: ['enforcement'],
    params: atNotice,
    response: {
      200: z.object({
        today: dayShape,
        line: ledgerLineShape,
        because: z.string(),
        sessions: z.array(countedShape),
        homeAuthority: z.string().nullable(),
        desk: z.string(),
        authority: z.string().nullable(),
        /** Every notice to this parent for this child, this one among them, with the three years that are counted today. */
        history: z.array(ledgerLineShape),
        rank: rankAnswerShape,
        steps: z.array(
          z.object({ day: dayShape, title: z.string(), words: z.string(), by: z.string(), position: z.string() }),
        ),
        /** Names of those who may sign today. */
        signatories: z.array(z.object({ name: z.string(), rank: z.enum(SIGNATORY_RANKS) })),
        /** The last day on which a court can be asked, by the earliest session; not verified. */
        courtUntil: dayShape.nullable(),
        /** Why it should go no further although it was asked for or issued; null where its reasons stand. */
        lost: z.string().nullable(),
        next: z.array(z.string()),
        may: z.object({ prepare: z.boolean(), issue: z.boolean() }),
      }),
    },
  },
  config: {
    id: 'read-penalty-notice',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'looked at a penalty notice',
  },
})

const E = PENALTY_EVENTS
/** What is written down about a notice. Issuing is among it only where the authority issues: the school’s own is `issue-penalty-notice`. */
export const penaltyStepShape = z.discriminatedUnion('kind', [
  E['penalty-checked'].body.extend({ kind: z.literal('penalty-checked') }),
  E['penalty-called-off'].body.extend({ kind: z.literal('penalty-called-off') }),
  z.object({
    kind: z.literal('penalty-issued'),
    signatory: lineShape(160).min(1, 'Say who signed it.'),
    way: z.enum(SERVICE_WAYS),
    reference: lineShape(60),
  }),
  E['penalty-copied'].body.extend({ kind: z.literal('penalty-copied') }),
  E['penalty-received'].body.extend({ kind: z.literal('penalty-received') }),
  E['penalty-paid'].body.extend({ kind: z.literal('penalty-paid') }),
  E['penalty-refunded'].body.extend({ kind: z.literal('penalty-refunded') }),
  E['penalty-withdrawn'].body.extend({ kind: z.literal('penalty-withdrawn') }),
  E['penalty-prosecuted'].body.extend({ kind: z.literal('penalty-prosecuted') }),
  E['penalty-mistaken'].body.extend({ kind: z.literal('penalty-mistaken') }),
])
export type PenaltyStep = z.output<typeof penaltyStepShape>

export const recordPenaltyStep = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/penalty-notices/:threadId/steps',
  schema: {
    summary:
      'Write down what happened to a penalty notice: the authority’s answer, receipt, payment, withdrawal, prosecution',
    tags: ['enforcement'],
    params: atNotice,
    body: z.object({ key: keyShape, day: dayShape, step: penaltyStepShape }),
    response: { 200: z.object({ stage: z.enum(PENALTY_STAGES) }) },
  },
  config: {
    id: 'record-penalty-step',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'wrote down a step of a penalty notice',
    problems: [
      'enforcement.changed',
      'enforcement.day',
      'enforcement.elsewhere',
      'enforcement.head-decides',
      'enforcement.may-not-sign',
      'enforcement.sessions-used',
      'enforcement.step-not-now',
      'enforcement.third-notice',
    ],
  },
})

export const issuePenaltyNotice = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/penalty-notices/:threadId/issue',
  schema: {
    summary: 'Issue a penalty notice of the school’s own, signed by somebody who may',
    tags: ['enforcement'],
    params: atNotice,
    body: z.object({
      key: keyShape,
      signatory: z.string().min(1, 'Choose who signs.'),
      way: z.enum(SERVICE_WAYS),
      reference: lineShape(60),
    }),
    response: { 200: z.object({ stage: z.enum(PENALTY_STAGES) }) },
  },
  config: {
    id: 'issue-penalty-notice',
    may: 'enforcement.decide',
    scope: 'school',
    audit: 'issued a penalty notice',
    problems: [
      'enforcement.elsewhere',
      'enforcement.gate',
      'enforcement.may-not-sign',
      'enforcement.not-liable',
      'enforcement.sessions-used',
      'enforcement.step-not-now',
      'enforcement.third-notice',
    ],
  },
})

export const printPenaltyNotice = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/penalty-notices/:threadId/paper.pdf',
  schema: {
    summary: 'The request to the authority, or the record of the notice, as a tagged PDF',
    tags: ['enforcement'],
    params: atNotice,
    querystring: z.object({ of: z.enum(['request', 'notice']) }),
    response: { 200: z.string() },
  },
  config: {
    id: 'print-penalty-notice',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'printed a penalty notice',
    problems: ['enforcement.gate', 'enforcement.not-issued'],
    costly: true,
    raw: 'application/pdf',
  },
})
