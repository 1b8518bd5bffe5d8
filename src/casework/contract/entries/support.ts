import { z } from 'zod'
import { dayShape, uuidShape } from '../../../kernel/shapes.ts'
import { lineShape } from '../../../register/contract.ts'
import { REFERRAL_OUTCOMES, REFUSED_BECAUSE, SUPPORT_ENDS, SUPPORT_KINDS } from '../../rules/support/kinds.ts'

/** Of the catalogue: a name of our own standard catalogue, or an id that the school gave its own. */
export const supportIdShape = z.string().regex(/^[a-z0-9-]{1,60}$/, 'Choose a support of the catalogue.')

const words = (missing: string) => lineShape(500).min(1, missing)

/** What is offered to a child and family and what came of it. Titles are kept as they stood: the catalogue may change after. */
export const SUPPORT_ENTRIES = {
  /** `barrierId`: what it is meant to lift; `to`: to whom it was offered; `from`: when it would begin. */
  'support-offered': z.object({
    offerId: uuidShape(),
    supportId: supportIdShape,
    title: lineShape(160).min(1, 'Name what is offered.'),
    kind: z.enum(SUPPORT_KINDS),
    barrierId: uuidShape().nullable(),
    to: lineShape(120).min(1, 'Write to whom it was offered.'),
    from: dayShape.nullable(),
    words: lineShape(500).default(''),
  }),
  /** `words`: in the words of whoever answered. */
  'support-answered': z.object({
    offerId: uuidShape(),
    answer: z.enum(['accepted', 'refused']),
    by: lineShape(120).min(1, 'Write who answered.'),
    words: lineShape(500).default(''),
    because: z.enum(REFUSED_BECAUSE).nullable().default(null),
  }),
  /** `with`: who gives it; `review`: when it is looked at; `until`: its last day, where that is known. */
  'support-began': z.object({
    offerId: uuidShape(),
    with: lineShape(120).default(''),
    review: dayShape.nullable(),
    until: dayShape.nullable(),
  }),
  'support-reviewed': z.object({
    offerId: uuidShape(),
    words: words('Write how it is going.'),
    next: dayShape.nullable(),
  }),
  'support-ended': z.object({
    offerId: uuidShape(),
    outcome: z.enum(SUPPORT_ENDS),
    words: words('Write what changed.'),
  }),
  /** `offerId`: an offer that turned out not to suit; null for a support that was considered and not offered. */
  'support-unsuitable': z.object({
    offerId: uuidShape().nullable(),
    supportId: supportIdShape.nullable(),
    title: lineShape(160).min(1, 'Name the support that does not suit.'),
    kind: z.enum(SUPPORT_KINDS),
    words: words('Write why it does not suit this child: a notice may rest on it.'),
  }),
  /** `service`: its name as it stood; `consent`: whose, since a family is asked before anybody outside is told of them. */
  referred: z.object({
    referralId: uuidShape(),
    offerId: uuidShape().nullable(),
    serviceId: uuidShape().nullable(),
    service: lineShape(160).min(1, 'Name the service.'),
    kind: z.enum(SUPPORT_KINDS),
    how: lineShape(200).min(1, 'Write how it was referred.'),
    consent: lineShape(160).min(1, 'Write who agreed to the referral.'),
    words: lineShape(500).default(''),
  }),
  /** `until`: the day that was named to a family that waits. */
  'referral-outcome': z.object({
    referralId: uuidShape(),
    outcome: z.enum(REFERRAL_OUTCOMES),
    until: dayShape.nullable().default(null),
    words: lineShape(500).default(''),
  }),
} as const
