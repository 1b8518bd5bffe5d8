import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { BARRIER_KINDS } from '../rules/barriers/kinds.ts'
import { SITUATIONS, SUPPORT_KINDS } from '../rules/support/kinds.ts'
import { SUPPORT_ENTRIES, supportIdShape } from './entries/support.ts'
import { atCase, atSchool } from './shapes.ts'

const kindShape = z.enum(SUPPORT_KINDS)
const changedShape = z.object({ version: z.number().int(), at: momentShape, name: z.string(), position: z.string() })

const supportRowShape = z.object({
  title: lineShape(160).min(1, 'Give it a name.'),
  kind: kindShape,
  words: lineShape(500),
  situations: z.array(z.enum(SITUATIONS)).max(SITUATIONS.length),
  barriers: z.array(z.enum(BARRIER_KINDS)).max(BARRIER_KINDS.length),
  retired: z.boolean(),
})

const catalogueRowShape = supportRowShape.extend({ supportId: z.string() })

export const supportCatalogue = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/support-catalogue',
  schema: {
    summary: 'What the school can offer, for which of four situations and which barriers, and who changed it when',
    tags: ['casework'],
    params: atSchool,
    response: {
      200: z.object({
        rows: z.array(
          catalogueRowShape.extend({
            /** Of the standard catalogue, and unchanged where nobody changed it. */
            standard: z.boolean(),
            version: z.number().int(),
            /** Latest first. */
            changes: z.array(changedShape.extend({ title: z.string(), retired: z.boolean() })),
          }),
        ),
        mayChange: z.boolean(),
      }),
    },
  },
  config: {
    id: 'support-catalogue',
    may: 'casework.view',
    scope: 'school',
    audit: { none: 'It says what the school offers; no pupil is in it.' },
  },
})

export const changeSupportRow = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/support-catalogue/:supportId',
  schema: {
    summary: 'Change a row of the catalogue, add one, or retire it; what it said before is kept',
    tags: ['casework'],
    params: atSchool.extend({ supportId: supportIdShape }),
    body: supportRowShape.extend({ version: z.number().int().min(0) }),
    response: { 200: z.object({ version: z.number().int() }) },
  },
  config: {
    id: 'change-support-row',
    may: 'casework.decide',
    scope: 'school',
    audit: 'changed what the school can offer',
    problems: ['casework.changed'],
  },
})

const serviceContentShape = z.object({
  name: lineShape(160).min(1, 'Give the service its name.'),
  kind: kindShape,
  purpose: lineShape(500).min(1, 'Write what it is for.'),
  howToRefer: lineShape(500).min(1, 'Write how a family is referred.'),
  contact: lineShape(300),
  /** As the service says it: "about six weeks". */
  waiting: lineShape(120),
  area: lineShape(120),
  /** When somebody last made sure that this is so. */
  checked: dayShape,
  retired: z.boolean(),
})

export const listServices = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/services',
  schema: {
    summary: 'Local services: what for, how to refer, how long families wait, and when that was last checked',
    tags: ['casework'],
    params: atSchool,
    response: {
      200: z.object({
        today: dayShape,
        services: z.array(
          serviceContentShape.extend({
            serviceId: z.string(),
            version: z.number().int(),
            changes: z.array(changedShape.extend({ checked: dayShape, retired: z.boolean() })),
            /** Longer ago than half a year. */
            stale: z.boolean(),
          }),
        ),
        mayChange: z.boolean(),
      }),
    },
  },
  config: {
    id: 'list-services',
    may: 'casework.view',
    scope: 'school',
    audit: { none: 'It says which services there are; no pupil is in it.' },
  },
})

export const changeService = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/services/:serviceId',
  schema: {
    summary: 'Add a service, change it, say that it was checked, or retire it; what it said before is kept',
    tags: ['casework'],
    params: atSchool.extend({ serviceId: uuidShape() }),
    body: serviceContentShape.extend({ version: z.number().int().min(0) }),
    response: { 200: z.object({ version: z.number().int() }) },
  },
  config: {
    id: 'change-service',
    may: 'casework.record',
    scope: 'school',
    audit: 'changed the directory of services',
    problems: ['casework.changed', 'casework.day-to-come'],
  },
})

const offerShape = SUPPORT_ENTRIES['support-offered'].omit({ from: true }).extend({
  state: z.enum(['offered', 'accepted', 'refused', 'running', 'ended', 'unsuitable']),
  offered: dayShape,
  planned: dayShape.nullable(),
  answer: SUPPORT_ENTRIES['support-answered'].omit({ offerId: true }).extend({ day: dayShape }).nullable(),
  began: z.object({ day: dayShape, with: z.string(), until: dayShape.nullable() }).nullable(),
  review: dayShape.nullable(),
  reviews: z.array(z.object({ day: dayShape, words: z.string() })),
  ended: z
    .object({
      day: dayShape,
      outcome: SUPPORT_ENTRIES['support-ended'].shape.outcome.nullable(),
      words: z.string(),
    })
    .nullable(),
  last: dayShape,
})
export type OfferShown = z.output<typeof offerShape>

const outcomeShape = SUPPORT_ENTRIES['referral-outcome'].omit({ referralId: true }).extend({ day: dayShape })
const referralShape = SUPPORT_ENTRIES.referred.extend({
  state: z.enum(['sent', 'accepted', 'waiting list', 'declined', 'seen', 'no answer']),
  sent: dayShape,
  answered: dayShape.nullable(),
  over: dayShape.nullable(),
  until: dayShape.nullable(),
  outcomes: z.array(outcomeShape),
  last: dayShape,
  /** Days, weekends and holidays among them, until it was over or until today: a family waits on those too. */
  waited: z.number().int(),
})
export type ReferralShown = z.output<typeof referralShape>

export const caseSupport = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/support',
  schema: {
    summary:
      'What was offered in a case and how it was answered, where the family was referred, and what could be offered',
    description: 'Suggestions follow from the rows, barriers and offers by one stated rule (`suggestSupport`).',
    tags: ['casework'],
    params: atCase,
    response: {
      200: z.object({
        today: dayShape,
        open: z.boolean(),
        offers: z.array(offerShape),
        referrals: z.array(referralShape),
        unsuitable: z.array(z.object({ title: z.string(), kind: kindShape, day: dayShape, words: z.string() })),
        /** Barriers that stand in the way now. */
        barriers: z.array(z.object({ barrierId: z.string(), kind: z.enum(BARRIER_KINDS) })),
        rows: z.array(catalogueRowShape),
        services: z.array(z.object({ serviceId: z.string(), name: z.string(), kind: kindShape, waiting: z.string() })),
        mayRecord: z.boolean(),
      }),
    },
  },
  config: { id: 'case-support', may: 'casework.view', scope: 'school', audit: 'looked at the support of a pupil' },
})

const act = <K extends keyof typeof SUPPORT_ENTRIES>(kind: K) =>
  z.object({ kind: z.literal(kind), day: dayShape, body: SUPPORT_ENTRIES[kind] })

export const actOnSupport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/support',
  schema: {
    summary: 'Offer support, write down an answer, a beginning, a look at it, its end, or that it does not suit; refer',
    tags: ['casework'],
    params: atCase,
    body: z.object({
      key: keyShape,
      act: z.discriminatedUnion('kind', [
        act('support-offered'),
        act('support-answered'),
        act('support-began'),
        act('support-reviewed'),
        act('support-ended'),
        act('support-unsuitable'),
        act('referred'),
        act('referral-outcome'),
      ]),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'act-on-support',
    may: 'casework.record',
    scope: 'school',
    audit: 'wrote down support for a pupil',
    problems: [
      'casework.no-school-day',
      'casework.changed',
      'sent.otherwise',
      'casework.closed',
      'casework.day-to-come',
      'casework.support-order',
      'casework.no-such-support',
      'casework.refused-why',
    ],
  },
})
