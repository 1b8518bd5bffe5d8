import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { one, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import type { GroupRow } from '../rules/rows.ts'
import { findGroup } from '../store.ts'
import { isNameTaken, nameTaken } from './create-group.ts'

export const changeGroup: UseCase<typeof contract.changeGroup> = async (context, { params, body }) => {
  const { schoolId, groupId } = params
  const row = await findGroup(context.tx, { schoolId, groupId, lock: true })
  if (row === undefined) return notAllowed()
  if (row.version !== body.version) return changedMeanwhile()
  const name = { schoolId, name: body.name, from: row.from_day, except: groupId }
  if (await isNameTaken(context.tx, name)) return nameTaken(body.name)
  if (body.until !== null && body.until <= row.from_day)
    return refused('roll.group-dates', 'A group ends after the day it begins. Choose a later day.')
  const left = body.until === null ? 0 : await placedAfter(context.tx, row, body.until)
  if (left > 0)
    return refused(
      'roll.group-not-empty',
      `${left} ${left === 1 ? 'pupil is' : 'pupils are'} still in this group on that day. Move them to another group first.`,
    )
  const changed = { ...row, name: body.name, year_group: body.yearGroup, until_day: body.until }
  const rows = [{ ...changed, version: row.version + 1 }]
  await keep(context.tx, factsOf(context, schoolId, body.reason), { kind: 'registration_group', rows })
  context.audit({ subject: groupId })
  return success({ version: row.version + 1 })
}

async function placedAfter(tx: Tx, group: GroupRow, day: Day): Promise<number> {
  const { n } = await one(
    tx,
    sql<{ n: number }>`
      select count(*) as n from roll.placement join roll.pupil using (school_id, pupil_id)
      where school_id = ${group.school_id} and group_id = ${group.group_id}
        and (until_day is null or until_day > ${day}) and (leaving_day is null or leaving_day >= ${day})`,
  )
  return n
}
