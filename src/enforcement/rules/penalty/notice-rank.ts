import { monthsAfter } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import { FRAMEWORK_BEGINS, type NoticeKind, type Rank } from '../../../law/notices/penalty-notices.ts'
import { thresholdOn } from '../../../law/thresholds.ts'

/** A notice that was issued, here or elsewhere, as far as it matters for the next. */
export interface IssuedNotice {
  readonly kind: NoticeKind
  readonly parent: string
  readonly pupil: string
  readonly issued: Day
  readonly withdrawn: boolean
}

/** To whom a notice would be, for which child, on which day. */
export interface NoticeAsked {
  readonly parent: string
  readonly pupil: string
  readonly day: Day
}

/**
 * Which notice it would be. `counted`: the notices that count towards the limit, the earliest first. `until`: the last day of the three years
 * from the first of these; null where none counts.
 */
export interface RankAnswer {
  readonly rank: Rank | 'none left'
  readonly counted: readonly Day[]
  readonly until: Day | null
}

const MONTHS_A_YEAR = 12

/**
 * Whether a notice for absence is the first, the second, or cannot be: two to one parent for one child in three years from the date of issue of
 * the first, that day's anniversary included (national framework, N17). Paid and unpaid ones count, prosecuted ones too; withdrawn ones, those
 * issued before 19 August 2024 and those for a public place do not. The years roll: any notice of the last three years is counted, whichever
 * window it began in, so that no three lie within three years. A notice entered late, for a day before that of another, is counted with those after
 * it as well: the order in which notices are written down takes nobody past the limit, and leaves nobody two first ones.
 */
export function noticeRank(history: readonly IssuedNotice[], { parent, pupil, day }: NoticeAsked): RankAnswer {
  const counted = history
    .filter((one) => one.parent === parent && one.pupil === pupil && counts(one))
    .map(({ issued }) => issued)
    .filter((issued) => withinYears(issued, day) || withinYears(day, issued))
    .sort()
  const [first] = counted
  const most = thresholdOn('N17-most', day)?.amount ?? 0
  const rank = tooMany(counted, { day, most }) ? 'none left' : counted.length === 0 ? 'first' : 'second'
  return { rank, counted, until: first === undefined ? null : lastDayCounted(first) }
}

function withinYears(first: Day, later: Day): boolean {
  return first <= later && later <= lastDayCounted(first)
}

/** Whether some three years would hold more notices than there may be, this one among them. */
function tooMany(counted: readonly Day[], { day, most }: { readonly day: Day; readonly most: number }): boolean {
  const all = [...counted, day].sort()
  return all.some((first, place) => {
    const last = all[place + most]
    return last !== undefined && first <= day && day <= last && withinYears(first, last)
  })
}

function counts({ kind, withdrawn, issued }: IssuedNotice): boolean {
  return kind === 'absence' && !withdrawn && issued >= FRAMEWORK_BEGINS
}

/** The last day on which a notice counts: three years on, 28 February for one of 29 February. */
export function lastDayCounted(issued: Day): Day {
  return monthsAfter(issued, MONTHS_A_YEAR * (thresholdOn('N17', issued)?.amount ?? 0))
}

/** One parent and one child for whom a notice would be. */
export interface Pair {
  readonly parent: string
  readonly pupil: string
}

/** A notice for each liable parent and each child: two parents of two children are four notices. */
export function noticesNeeded(parents: readonly string[], pupils: readonly string[]): readonly Pair[] {
  return pupils.flatMap((pupil) => parents.map((parent) => ({ parent, pupil })))
}
