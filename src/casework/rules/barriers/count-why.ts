import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { compareYearGroups, type YearGroup } from '../../../law/school-age.ts'
import type { Entry } from '../../contract/entry.ts'
import { caseState } from '../cases/case-state.ts'
import { openBarriers } from './barriers-of.ts'
import { BARRIER_KINDS, type BarrierKind } from './kinds.ts'

/** A case as it is counted: without restricted entries. */
export interface CountedCase {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly entries: readonly Entry[]
}

/** A child with an open case on some day, and which kinds of barrier stood open then. None: nobody has recorded why yet. */
export interface ChildWhy {
  readonly pupilId: PupilId
  readonly caseIds: readonly string[]
  /** Null where the child was in no year group. */
  readonly yearGroup: YearGroup | null
  readonly kinds: readonly BarrierKind[]
}

/** What a row of the count is of: a kind of barrier, or that none is recorded yet. */
export const WHY_ROWS = [...BARRIER_KINDS, 'none'] as const
export type WhyRow = (typeof WHY_ROWS)[number]

/**
 * The children with an open case as at the end of a day, by what had happened by then. A child counts once for each kind, however many
 * barriers of it and however many cases there are. Restricted barriers do not count: whoever reads the count could tell from it that there is one.
 */
export function whyOn(
  cases: readonly CountedCase[],
  of: { on: Day; yearGroups: ReadonlyMap<PupilId, YearGroup | null> },
): readonly ChildWhy[] {
  const open = cases.flatMap(({ caseId, pupilId, entries }) => {
    const until = entries.filter(({ day, restricted }) => !restricted && day <= of.on)
    if (caseState(until)?.status !== 'open') return []
    return [{ caseId, pupilId, kinds: openBarriers(until).map(({ kind }) => kind) }]
  })
  return [...Map.groupBy(open, ({ pupilId }) => pupilId)].map(([pupilId, own]) => {
    const kinds = new Set(own.flatMap((one) => one.kinds))
    return {
      pupilId,
      caseIds: own.map(({ caseId }) => caseId),
      yearGroup: of.yearGroups.get(pupilId) ?? null,
      kinds: BARRIER_KINDS.filter((kind) => kinds.has(kind)),
    }
  })
}

/** Whether a child belongs in a row. */
export function isInRow({ kinds }: Pick<ChildWhy, 'kinds'>, row: WhyRow): boolean {
  return row === 'none' ? kinds.length === 0 : kinds.includes(row)
}

/** The year groups that any of these children is in, youngest first; those in none come last, as null. */
export function yearGroupsOf(children: readonly ChildWhy[]): readonly (YearGroup | null)[] {
  const groups = [...new Set(children.map(({ yearGroup }) => yearGroup))]
  const named = groups.filter((one) => one !== null).toSorted(compareYearGroups)
  return groups.includes(null) ? [...named, null] : named
}
