import type { Day } from '../../kernel/day.ts'

/** What an adult is to a child on the roll, as far as it decides what they see. */
export interface ToChild {
  readonly isParent: boolean
  readonly parentalResponsibility: 'yes' | 'no' | 'not-known'
  readonly livesWith: boolean
  readonly mayBeTold: boolean
  readonly barred: boolean
  readonly from: Day
  /** The first day on which they are no contact any more; null where they still are. */
  readonly until: Day | null
}

/** The child's time at the school. */
export interface ChildHere {
  readonly startingDay: Day
  /** Their last day; null where none is known. */
  readonly leavingDay: Day | null
}

/** Why somebody does not see a child: for the office, never for themselves, who are told of no child at all. */
export type NotSeen = 'barred' | 'ended' | 'not-told' | 'no-responsibility' | 'left'

/**
 * Why an adult does not see a child on their family page today; undefined where they do. Asked at each request, so that a bar, the end of
 * a contact or a leaving day holds from that moment.
 *
 * A parent is whoever has parental responsibility or care (Education Act 1996 s.576): care is read as living with the child. Whom the
 * record calls a parent counts unless it says that they have no responsibility. Everybody else sees nothing.
 */
export function whyNotSeen(adult: ToChild, child: ChildHere, today: Day): NotSeen | undefined {
  if (adult.barred) return 'barred'
  if (adult.from > today || (adult.until !== null && adult.until <= today)) return 'ended'
  if (!adult.mayBeTold) return 'not-told'
  const responsible =
    adult.parentalResponsibility === 'yes' ||
    adult.livesWith ||
    (adult.isParent && adult.parentalResponsibility !== 'no')
  if (!responsible) return 'no-responsibility'
  return child.leavingDay !== null && child.leavingDay < today ? 'left' : undefined
}

export const NOT_SEEN_WORDS: Readonly<Record<NotSeen, string>> = {
  barred: 'Must not be told anything about this child.',
  ended: 'Is not a contact of this child any more.',
  'not-told': 'The record says that this person is not told about absence.',
  'no-responsibility': 'The record gives this person neither parental responsibility nor care of the child.',
  left: 'The child has left the school.',
}
