import { type SchoolDays, schoolDaysAfter } from '../../../duties/contract.ts'
import { addDays, type Day } from '../../../kernel/day.ts'
import { thresholdOn } from '../../../law/thresholds.ts'

/** When a child was suspended, when the parents were told to keep them out of public places, and when they were seen in one. */
export interface PublicPlaceFacts {
  readonly suspendedFrom: Day
  readonly toldOn: Day
  readonly seenOn: Day
}

/** The school days of a suspension or exclusion on which a child may not be in a public place: its first five (N18). */
export function daysToStayIn(days: SchoolDays, suspendedFrom: Day): readonly Day[] {
  const amount = thresholdOn('N18', suspendedFrom)?.amount ?? 0
  const first: Day[] = []
  for (const day of schoolDaysAfter(days, addDays(suspendedFrom, -1))) {
    if (first.length === amount) break
    first.push(day)
  }
  return first
}

/** Why no notice about a public place can be asked for; undefined where one can. */
export function noPublicPlaceNotice(days: SchoolDays, facts: PublicPlaceFacts): string | undefined {
  const { suspendedFrom, toldOn, seenOn } = facts
  if (toldOn > seenOn)
    return 'The parents have to be told first: a notice is for a day after they were told that the child must stay out of public places.'
  if (!daysToStayIn(days, suspendedFrom).includes(seenOn))
    return 'A notice is only for the first five school days of the suspension or exclusion, and for days on which the school meets.'
  return undefined
}
