import { type SchoolDays, schoolDaysAfter } from '../../../duties/contract.ts'
import { addDays, type Day, shortDay } from '../../../kernel/day.ts'
import { compareSessions, type Half, type Session } from '../../../kernel/session.ts'
import { thresholdOn } from '../../../law/thresholds.ts'

/** The sessions of a suspension or exclusion as it is recorded. */
export interface Suspended {
  readonly from: Session
  /** The last session; null for good. */
  readonly to: Session | null
  /** The first session for which the child is expected again, where it ended early or was withdrawn. */
  readonly expectedFrom: Session | null
}

/** The suspension, when the parents were told to keep the child out of public places, and when the child was seen in one. */
export interface PublicPlaceFacts {
  readonly suspension: Suspended
  readonly toldOn: Day
  readonly seenOn: Day
  /** Half days of that day, within the suspension, for which the register has the child present. */
  readonly present: readonly { readonly half: Half; readonly code: string }[]
}

/** The school days of a suspension or exclusion on which a child may not be in a public place: its first five (N18), as far as it lasts. */
export function daysToStayIn(days: SchoolDays, suspension: Suspended): readonly Day[] {
  const { from } = suspension
  const amount = thresholdOn('N18', from.day)?.amount ?? 0
  const first: Day[] = []
  for (const day of schoolDaysAfter(days, addDays(from.day, -1))) {
    if (first.length === amount || !isKeptAway(day, suspension)) break
    first.push(day)
  }
  return first
}

/** Whether the child is suspended for either half of a day. */
function isKeptAway(day: Day, suspension: Suspended): boolean {
  return halvesKeptAway(day, suspension).length > 0
}

/** The halves of a day for which the child is suspended. */
export function halvesKeptAway(day: Day, { from, to, expectedFrom }: Suspended): readonly Half[] {
  return (['AM', 'PM'] as const).filter((half) => {
    const session = { day, half }
    if (compareSessions(session, from) < 0 || (to !== null && compareSessions(session, to) > 0)) return false
    return expectedFrom === null || compareSessions(session, expectedFrom) < 0
  })
}

/** Why no notice about a public place can be asked for; undefined where one can. */
export function noPublicPlaceNotice(days: SchoolDays, facts: PublicPlaceFacts): string | undefined {
  const { suspension, toldOn, seenOn, present } = facts
  if (toldOn > seenOn)
    return 'The parents have to be told first: a notice is for a day after they were told that the child must stay out of public places.'
  const within = daysToStayIn(days, suspension)
  if (within.length === 0) return 'This suspension was withdrawn, or the school did not meet in it: it has no such day.'
  if (!within.includes(seenOn))
    return `A notice is only for the first five school days of the suspension or exclusion, as far as it lasts: ${within.map((day) => shortDay(day)).join(', ')}.`
  if (present.length > 0) {
    const marks = present.map(({ half, code }) => `${half === 'AM' ? 'morning' : 'afternoon'}: ${code}`).join(', ')
    return `The register has the child present on ${shortDay(seenOn)} (${marks}): a court would ask where they were. If the mark is wrong, have it amended on the child’s register page and ask again; if it is right, there is no notice for this day.`
  }
  return undefined
}
