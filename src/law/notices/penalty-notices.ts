import { type Day, day } from '../../kernel/day.ts'
import { type Citation, REGULATIONS_2024_BEGIN, read, unread } from '../citation.ts'
import { type ThresholdId, thresholdOn } from '../thresholds.ts'

/**
 * Two kinds of penalty notice that have nothing to do with each other: for absence, under the national framework; and for a child who is in a
 * public place in the first days of a suspension or exclusion (section 105 Education and Inspections Act 2006), outside of it.
 */
export const NOTICE_KINDS = ['absence', 'public-place'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Which notice to one parent for one child it is. Notices for a public place have no rank. */
export const RANKS = ['first', 'second'] as const
export type Rank = (typeof RANKS)[number]

/** What a notice costs when it is paid within so many days of its receipt. */
export interface Price extends Citation {
  readonly within: number
  readonly pence: number
}

/** The first day on which a notice of the national framework could be issued; none issued before starts or counts in the three years. */
export const FRAMEWORK_BEGINS: Day = day(REGULATIONS_2024_BEGIN)

const PENCE_A_POUND = 100

const TIERS: Readonly<Record<Rank, readonly (readonly [price: ThresholdId, days: ThresholdId])[]>> = {
  first: [
    ['N15-early-price', 'N15-early'],
    ['N15-late-price', 'N15-late'],
  ],
  second: [['N16-price', 'N16']],
}

/** The prices of a notice for absence issued on a day, the earlier first; empty before the national framework. */
export function pricesOf(rank: Rank, issued: Day): readonly Price[] {
  return TIERS[rank].flatMap(([price, days]) => {
    const [amount, within] = [thresholdOn(price, issued), thresholdOn(days, issued)]
    if (amount === undefined || within === undefined) return []
    const { source } = amount
    return [
      {
        within: within.amount,
        pence: amount.amount * PENCE_A_POUND,
        source,
        verified: amount.verified && within.verified,
      },
    ]
  })
}

const PUBLIC_PLACE = unread(
  'Education (Penalty Notices) (England) Regulations 2007, as general knowledge has its amounts',
)

/** The prices of a notice for a public place. Nobody here has read them: a school enters what its authority asks. */
export const PUBLIC_PLACE_PRICES: readonly Price[] = [
  { within: 21, pence: 60 * PENCE_A_POUND, ...PUBLIC_PLACE },
  { within: 28, pence: 120 * PENCE_A_POUND, ...PUBLIC_PLACE },
]

/** Ranks in a school or an authority that may sign a notice, and whether the head has to have authorised them. */
export const SIGNATORY_RANKS = ['head', 'deputy-head', 'assistant-head', 'authority-officer', 'police'] as const
export type SignatoryRank = (typeof SIGNATORY_RANKS)[number]

export interface SignatoryRule extends Citation {
  readonly rank: SignatoryRank
  readonly name: string
  readonly authorisedByHead: boolean
}

const SIGNING = unread(
  'Section 444B Education Act 1996 and the Education (Penalty Notices) (England) Regulations 2007, as restated',
)

/** Nobody else may: a post called "Senior attendance officer" signs only if who holds it is of one of these ranks. */
export const SIGNATORIES: readonly SignatoryRule[] = [
  { rank: 'head', name: 'Headteacher', authorisedByHead: false, ...SIGNING },
  { rank: 'deputy-head', name: 'Deputy head', authorisedByHead: true, ...SIGNING },
  { rank: 'assistant-head', name: 'Assistant head', authorisedByHead: true, ...SIGNING },
  { rank: 'authority-officer', name: 'Officer of the local authority', authorisedByHead: false, ...SIGNING },
  { rank: 'police', name: 'Police officer', authorisedByHead: false, ...SIGNING },
]

/** An amount or a rule of penalty notices that is not one of the numbered thresholds. */
export interface NoticeRule<Value> extends Citation {
  readonly title: string
  readonly value: Value
}

/** Working days after posting on which a notice is taken to have been received. */
export const DEEMED_RECEIPT: NoticeRule<number> = {
  title: 'A notice sent by post is taken to be received on this working day after posting',
  value: 2,
  ...unread('Service by post under the 2007 regulations, as general knowledge has it'),
}

export const PART_PAYMENTS: NoticeRule<boolean> = {
  title: 'A notice may be paid in parts',
  value: false,
  ...unread('Local codes of conduct: the full amount, no instalments'),
}

export const PAID_TO: NoticeRule<string> = {
  title: 'A notice is paid to',
  value: 'the local authority alone, whoever issued it',
  ...read('A school attendance policy of 2024, section 5.2'),
}
