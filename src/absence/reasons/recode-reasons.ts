import { sql } from 'kysely'
import { conflict, success } from '../../kernel/result.ts'
import { run } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { amendMarks } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { refuseReason } from '../rules/accepting.ts'
import { refuseUnwarned } from './refuse-unwarned.ts'
import { automaticO } from './wanted-reasons.ts'

/** One reason for many absences that had none, in one act of the register. */
export const recodeReasons: UseCase<typeof contract.recodeReasons> = async (context, { params, body }) => {
  const { schoolId } = params
  const { key, version, code, details, reason } = body
  const [first] = body.marks
  if (first === undefined) throw new Error('the contract lets no empty list in')
  const unfit = refuseReason(code, first.day)
  if (!unfit.ok) return unfit
  const marks = body.marks.map(({ pupilId, day, half }) => ({ pupilId, session: { day, half } }))
  const unwarned = await refuseUnwarned(context.tx, { schoolId, code, marks })
  if (!unwarned.ok) return unwarned
  const amended = await amendMarks(context, {
    params: { schoolId },
    query: undefined,
    body: {
      key,
      reason,
      version,
      despiteClock: false,
      marks: body.marks.map((mark) => ({
        ...mark,
        to: code,
        seen: 'N',
        ...(details === undefined ? {} : { details }),
      })),
    },
  })
  if (!amended.ok) return amended
  return success({ marks: amended.value.changed.length, version: amended.value.version })
}

/** Whether N becomes O by itself. Insert-only: who set it, when and why stays. */
export const setAutomaticO: UseCase<typeof contract.setAutomaticO> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx, now, caller } = context
  const { number } = await automaticO(tx, schoolId)
  const kept = await run(
    tx,
    sql`insert into absence.automatic (school_id, number, turns_on, reason, at, by, by_name, by_position)
      values (${schoolId}, ${number + 1}, ${body.on}, ${body.reason}, ${now}, ${caller.id}, ${caller.name},
        ${caller.position})
      on conflict do nothing`,
  )
  if (kept === 0) return conflict('absence.changed', 'Somebody else changed this just now. Look at it again.')
  context.audit({ facts: { on: body.on } })
  return success({ on: body.on })
}
