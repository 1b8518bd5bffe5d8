import { randomUUID } from 'node:crypto'
import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, success } from '../../kernel/result.ts'
import { timetableState } from '../../leave/contract.ts'
import { endTimetableFrom, timetablesOf, withdrawTimetable } from '../../leave/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { type Plan, waitsFor } from '../rules/plans/plans-of.ts'

/** Who stands in the registers for what follows from everybody's signature. */
const SIGNED_BY_ALL = {
  id: '00000000-0000-4000-8000-000000000007',
  name: 'Firstbell, plans that were signed',
  position: 'automatic',
} as const

interface OfSchool {
  readonly schoolId: SchoolId
  readonly today: Day
}

/** Takes out of the registers, from a day on, the timetables of steps; what was marked, or closed, stays as it is. */
export async function takeOffRegisters(
  context: Context,
  of: OfSchool & { readonly steps: ReadonlySet<string>; readonly day: Day; readonly words: string },
): Promise<Result<void>> {
  const { schoolId, today, steps, day, words } = of
  for (const one of await timetablesOf(context.tx, { schoolId, endsFrom: day })) {
    if (!steps.has(one.id)) continue
    const wish = { schoolId, key: randomUUID(), words, day }
    // One that a newer version ended for a later day still has marks before it.
    const isEnded = timetableState(one, one.steps, today) === 'ended'
    const ended = isEnded
      ? await withdrawTimetable(context, { ...wish, kept: one })
      : await endTimetableFrom(context, { ...wish, timetableId: one.id })
    if (!ended.ok) return ended
  }
  return success(undefined)
}

/**
 * Where a signature is the last that a version waits for: the steps of what it replaces leave the registers from the day on which it stands. Nobody
 * keeps a child at home by a plan that no longer holds.
 */
export async function replaceInRegisters(
  context: Context,
  of: OfSchool & { readonly plan: Plan; readonly plans: readonly Plan[]; readonly party: string; readonly way: string },
): Promise<Result<void>> {
  const { plan, plans, party, way, today } = of
  const { latest } = plan
  if (way === 'refused' || waitsFor(latest).some(({ id }) => id !== party)) return success(undefined)
  const stays = new Set(latest.body.steps.map(({ id }) => id))
  const before = stepsOf(plans.filter(({ form }) => form === plan.form)).filter((id) => !stays.has(id))
  if (before.length === 0) return success(undefined)
  const day = [latest.body.first, today].sort().at(-1) ?? today
  const words = 'A newer version of the plan that this step belongs to was signed'
  // A parent who signs changes no register: what follows from the signatures of all is nobody's own act.
  return takeOffRegisters({ ...context, caller: SIGNED_BY_ALL }, { ...of, steps: new Set(before), day, words })
}

export function stepsOf(plans: readonly Plan[]): string[] {
  return plans.flatMap(({ versions }) => versions.flatMap(({ body }) => body.steps.map(({ id }) => id)))
}
