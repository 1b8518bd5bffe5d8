import type { Day } from '../../../kernel/day.ts'
import { addDays, weekday } from '../../../kernel/day.ts'
import type { GroupId } from '../../../kernel/ids.ts'
import type { SessionIndex } from '../../../kernel/session.ts'
import { sessionAt } from '../../../kernel/session.ts'
import type { YearGroup } from '../../../law/school-age.ts'
import type { FlagKind } from '../../../roll/contract.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { type EthnicPart, ethnicPartsOf } from './ethnic-parts.ts'

/** Which enrolments are asked about; nothing named means all of them. Lists mean "any of these", the parts together mean "and". */
export interface Filter {
  readonly yearGroups?: readonly YearGroup[] | undefined
  readonly groupIds?: readonly GroupId[] | undefined
  readonly sex?: 'F' | 'M' | undefined
  /** Every one of these flags holds. */
  readonly with?: readonly FlagKind[] | undefined
  /** None of these flags holds. */
  readonly without?: readonly FlagKind[] | undefined
  /** Any of these groups or categories. */
  readonly ethnicity?: readonly EthnicPart[] | undefined
}

export function isAskedFor(enrolled: Enrolled, filter: Filter): boolean {
  const { yearGroups, groupIds, sex } = filter
  if (yearGroups !== undefined && (enrolled.yearGroup === null || !yearGroups.includes(enrolled.yearGroup)))
    return false
  if (groupIds !== undefined && (enrolled.groupId === null || !groupIds.includes(enrolled.groupId))) return false
  if (sex !== undefined && enrolled.sex !== sex) return false
  if (filter.ethnicity !== undefined) {
    const parts = ethnicPartsOf(enrolled)
    if (!filter.ethnicity.some((part) => parts.includes(part))) return false
  }
  if (filter.with?.some((flag) => !enrolled.flags.includes(flag))) return false
  return !filter.without?.some((flag) => enrolled.flags.includes(flag))
}

/** The sessions of a span during which the pupil was on roll; from after to where there are none. */
export function onRollWithin({ onRoll }: Enrolled, span: SessionSpan): SessionSpan {
  return {
    from: Math.max(onRoll.from, span.from) as SessionIndex,
    to: Math.min(onRoll.to, span.to) as SessionIndex,
  }
}

/** A school week: its Monday and its sessions, weekend included. */
export interface Week {
  readonly monday: Day
  readonly span: SessionSpan
}

/** The weeks of a year in which the school meets, from its first to the one that holds the last place asked for. */
export function weeksMet(facts: Pick<SchoolFacts, 'year' | 'meets'>, span: SessionSpan): readonly Week[] {
  const first = sessionAt(facts.year, 0).day
  // Places before the first Monday are days of July's last week: 1 August is not always a Monday.
  const before = weekday(first) - 1
  const weeks: Week[] = []
  for (let monday = -2 * before; monday <= span.to; monday += 14) {
    const from = Math.max(0, monday, span.from)
    const to = Math.min(monday + 13, span.to, facts.meets.length - 1)
    let met = false
    for (let place = from; place <= to && !met; place++) met = facts.meets[place] === 1
    if (met)
      weeks.push({ monday: addDays(first, monday / 2), span: { from: from as SessionIndex, to: to as SessionIndex } })
  }
  return weeks
}
