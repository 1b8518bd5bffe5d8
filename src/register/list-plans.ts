import { sql } from 'kysely'
import type { SchoolId } from '../kernel/ids.ts'
import { refused, success } from '../kernel/result.ts'
import { firstDayOf, schoolYearOf } from '../kernel/school-year.ts'
import { sessionAt, sessionIndex } from '../kernel/session.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import { codeOfByte } from '../law/codes.ts'
import { many, type Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { actOnce } from './act-once.ts'
import { namesOfPupils } from './amend-marks.ts'
import type * as contract from './contract.ts'
import { entriesTouching, entryByNumber, plansEndingFrom } from './journal/entries.ts'
import { readStrips, saveEntry } from './journal/store.ts'
import { decideWithdrawal } from './rules/planning.ts'

const MOST_NAMES = 5

/** Planned marks and closures that end on a day or later, the next first. */
export const listPlans: UseCase<typeof contract.listPlans> = async (context, { params, query }) => {
  const { schoolId } = params
  const from = query.from ?? schoolTime(context.now).day
  const year = schoolYearOf(from)
  const session = from <= firstDayOf(year) ? 0 : sessionIndex({ day: from, half: 'AM' })
  const plans = await plansEndingFrom(context.tx, { schoolId, year, session })
  const withdrawn = await withdrawnPlans(context.tx, schoolId)
  const listed = plans.map((plan) => {
    const pupilIds = [...new Set(plan.marks.map((mark) => mark.pupilId))]
    return {
      plan,
      pupilIds,
      first: sessionAt(plan.year, plan.firstSession),
      last: sessionAt(plan.year, plan.lastSession),
    }
  })
  const named = await namesOfPupils(
    context.tx,
    schoolId,
    listed.flatMap(({ pupilIds, first }) =>
      pupilIds.slice(0, MOST_NAMES).map((pupilId) => ({ pupilId, day: first.day })),
    ),
  )
  return success({
    plans: listed.map(({ plan, pupilIds, first, last }) => ({
      number: plan.number,
      act: plan.act,
      code: codeOfByte(plan.marks[0]?.to ?? 0) ?? null,
      reason: plan.reason,
      first,
      last,
      marks: plan.marks.length,
      names: pupilIds.slice(0, MOST_NAMES).map(named),
      pupils: pupilIds.length,
      by: { name: plan.by.name, position: plan.by.position },
      at: plan.madeAt,
      withdrawn: withdrawn.has(plan.number),
    })),
  })
}

/** The key of an entry's facts that names the plan it withdraws. */
const WITHDRAWS = 'withdraws'

async function withdrawnPlans(tx: Tx, schoolId: SchoolId): Promise<ReadonlySet<number>> {
  const rows = await many(
    tx,
    sql<{ number: number }>`
      select (facts ->> ${WITHDRAWS}::text)::bigint as number from register.entry
      where school_id = ${schoolId} and notable and act = 'withdrawn'`,
  )
  return new Set(rows.map((row) => row.number))
}

/** Withdraws a plan or a closure by a later act: what it set and still stands becomes what it was. */
export const withdrawPlan: UseCase<typeof contract.withdrawPlan> = async (context, { params, body }) => {
  const { schoolId, number } = params
  const { tx } = context
  const sent = { schoolId, operation: 'withdraw-plan', request: { params, body } }
  return actOnce<{ version: number; marks: number; left: number }>(context, sent, {
    first: async (act) => {
      const plan = await entryByNumber(tx, { schoolId, number })
      if (plan === undefined || (plan.act !== 'planned' && plan.act !== 'school-closed'))
        return refused('register.no-such-plan', 'There is no plan or closure with this number. Open the list again.')
      const pupilIds = [...new Set(plan.marks.map((mark) => mark.pupilId))]
      const strips = await readStrips(tx, { schoolId, year: plan.year, pupilIds })
      const later = await entriesTouching(tx, plan)
      const { marks, left } = decideWithdrawal(plan, later, (mark) => strips.get(mark.pupilId)?.[mark.session] ?? 0)
      if (marks.length === 0)
        return refused(
          'register.nothing-to-change',
          'Every mark of this plan has been changed since: nothing is left of it.',
        )
      const entry = await saveEntry(tx, act.head, {
        act: 'withdrawn',
        year: plan.year,
        at: context.now,
        by: context.caller,
        reason: body.reason,
        ...act.keyed,
        facts: { [WITHDRAWS]: number, left },
        marks,
        strips,
      })
      context.audit({ facts: { entry: entry.number, withdraws: number, marks: marks.length } })
      return success({ version: entry.number, marks: marks.length, left })
    },
    again: async (entry) =>
      success({ version: entry.number, marks: entry.marks.length, left: Number(entry.facts.left) }),
  })
}
