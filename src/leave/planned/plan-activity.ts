import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { planMarks, previewPlan } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { detailOfMark, type Planned, refusePlanned, refuseUnseen } from '../rules/planned.ts'
import { kindOfPlanned } from '../rules/planned-kinds.ts'
import { keepPlanned, keepPlannedStep } from './store.ts'

/** A plan that somebody wants, and for whom. */
type Wish = Omit<Planned, 'id'> & { readonly pupilIds: readonly PupilId[]; readonly replace: boolean }

/** Refuses what cannot be planned, or not by this caller: leave is granted by somebody authorised by the proprietor. */
export function refuseWish(context: Context, wish: Omit<Planned, 'id'>): Result<undefined> {
  const { byHead, name } = kindOfPlanned(wish.kind)
  if (byHead && context.may('leave.decide') === undefined)
    return notAllowed(`${name} is leave, and only the head plans it. Enter the request under Leave.`)
  return refusePlanned(wish)
}

/** A plan as the register's door takes it. */
export function asPlanOfRegister(wish: Wish) {
  const { kind, title, pupilIds, from, to, only, replace } = wish
  return {
    pupilIds: [...pupilIds],
    code: kindOfPlanned(kind).code,
    details: detailOfMark(wish),
    reason: `${kindOfPlanned(kind).name}: ${title}`.slice(0, 500),
    from,
    to,
    ...(only === null ? {} : { only: [...only] }),
    replace,
  }
}

export const previewPlanned: UseCase<typeof contract.previewPlanned> = async (context, { params, body }) => {
  const fit = refuseWish(context, body)
  if (!fit.ok) return fit
  return previewPlan(context, { params, query: undefined, body: asPlanOfRegister(body) })
}

/** Plans an activity: its row, its first step and its marks in one transaction, with exactly the conflicts that were shown. */
export const planActivity: UseCase<typeof contract.planActivity> = async (context, { params, body }) => {
  const { schoolId } = params
  const { key, seen, ...wish } = body
  const fit = refuseWish(context, wish)
  if (!fit.ok) return fit
  const plan = { ...asPlanOfRegister(wish), key }
  const planned = await planMarks(context, { params, query: undefined, body: plan })
  if (!planned.ok) return planned
  const unseen = refuseUnseen(planned.value, seen)
  if (!unseen.ok) return unseen
  await keepFirst(context, { schoolId, key, wish, entry: planned.value.version, marks: planned.value.marks })
  context.audit({
    facts: { planned: key, kind: wish.kind, pupils: wish.pupilIds.length, entry: planned.value.version },
  })
  return success({ id: key, marks: planned.value.marks })
}

/** The key names the plan, so that sending it again finds the same one. */
async function keepFirst(
  { tx, now, caller }: Context,
  of: { schoolId: SchoolId; key: string; wish: Wish; entry: number; marks: number },
): Promise<void> {
  const { schoolId, key, wish, entry, marks } = of
  const isNew = await keepPlanned(tx, { ...wish, schoolId, id: key, at: now, by: caller })
  if (!isNew) return
  const pupilIds = [...new Set(wish.pupilIds)]
  const words = wish.title
  const step = { schoolId, id: key, number: 1, kind: 'put-on' as const, key, words, marks, pupilIds, entry }
  await keepPlannedStep(tx, { ...step, at: now, by: caller })
}
