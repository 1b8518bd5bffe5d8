import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { firstDayOf, schoolYearOf } from '../../kernel/school-year.ts'
import { sessionAt, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOfPupils } from '../amend-marks.ts'
import type * as contract from '../contract.ts'
import { plansEndingFrom } from '../journal/entries.ts'
import { AFTERWARDS } from '../rules/closures/kinds-of-closure.ts'
import { IN_PART, WITHDRAWS } from '../rules/planning.ts'

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
      afterwards: plan.facts[AFTERWARDS] === true,
    })),
  })
}

async function withdrawnPlans(tx: Tx, schoolId: SchoolId): Promise<ReadonlySet<number>> {
  const rows = await many(
    tx,
    sql<{ number: number }>`
      select (facts ->> ${WITHDRAWS}::text)::bigint as number from register.entry
      where school_id = ${schoolId} and notable and act = 'withdrawn' and not facts ? ${IN_PART}::text`,
  )
  return new Set(rows.map((row) => row.number))
}
