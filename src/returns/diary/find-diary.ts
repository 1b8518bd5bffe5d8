import type { DutyAsked, StandingDuty } from '../../duties/contract.ts'
import { type DutySource, findDuties } from '../../duties/index.ts'
import type { Action } from '../../identity/contract.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { changesSince } from '../duties/changes.ts'
import { returnsForDuties } from '../duties/read-facts.ts'
import { type DiaryItem, diaryOf } from '../rules/diary.ts'
import { kindOf } from '../rules/kinds.ts'
import type { KeptReturn } from '../store.ts'

export interface FoundDiary {
  readonly asked: DutyAsked
  readonly items: readonly DiaryItem[]
  readonly kept: ReadonlyMap<string, KeptReturn>
}

/** What it takes to know of duties of a rule that names nothing else. */
const USUAL_NEED: Action = 'register.view'

/** The diary of a school as far as the caller may know it: what each rule needs, over the whole school. */
export async function findDiary(
  context: Context,
  of: { schoolId: SchoolId; sources: readonly DutySource[] },
): Promise<FoundDiary> {
  const { tx, now } = context
  const { schoolId, sources } = of
  const found = await findDuties(tx, { schoolId, now, sources })
  const kept = await returnsForDuties(tx, found.asked)
  const changed = await changesSince(tx, found.asked, kept)
  const items = diaryOf({
    standing: found.standing,
    kept,
    changed,
    mayBeGone: (one) => {
      const begun = kept.find(({ key }) => key === one.key)
      return begun !== undefined && schoolYearOf(begun.triggerDay) === found.asked.year
    },
  })
  const needs = new Map([...found.rules.values()].map(({ id, needs: need = USUAL_NEED }) => [id, need]))
  const seen = items.filter(({ kind, standing }) => {
    const rules = standing === undefined ? kindOf(kind).rules : [standing.duty.rule]
    return rules.every((rule) => context.may(needs.get(rule) ?? USUAL_NEED) === 'all')
  })
  return { asked: found.asked, items: seen, kept: new Map(kept.map((one) => [one.key, one])) }
}

/** The day on which what a duty follows from began. */
export function triggerDayOf({ duty }: StandingDuty, today: DutyAsked['today']): DutyAsked['today'] {
  const days = duty.because.flatMap(({ day }) => (day === null ? [] : [day])).sort()
  return days[0] ?? duty.from.day ?? today
}
