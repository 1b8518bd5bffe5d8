import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import { refused, success } from '../../kernel/result.ts'
import { maybeOne, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { keep } from '../keep.ts'

export const createGroup: UseCase<typeof contract.createGroup> = async (context, { params, body }) => {
  const { schoolId } = params
  if (await isNameTaken(context.tx, { schoolId, name: body.name, from: body.from })) return nameTaken(body.name)
  const id = randomUUID() as GroupId
  const row = {
    school_id: schoolId,
    group_id: id,
    name: body.name,
    year_group: body.yearGroup,
    from_day: body.from,
    until_day: null,
    version: 1,
  }
  await keep(context.tx, factsOf(context, schoolId, 'New group'), { kind: 'registration_group', rows: [row] })
  context.audit({ subject: id, facts: { name: body.name } })
  return success({ id })
}

/** Whether another group that exists on or after a day has this name. Last year's 7A does not stand in the way. */
export async function isNameTaken(
  tx: Tx,
  of: { schoolId: SchoolId; name: string; from: Day; except?: GroupId },
): Promise<boolean> {
  const other = await maybeOne(
    tx,
    sql`select 1 from roll.registration_group
      where school_id = ${of.schoolId} and lower(name) = lower(${of.name}) and (until_day is null or until_day > ${of.from})
        and group_id is distinct from ${of.except ?? null}`,
  )
  return other !== undefined
}

export function nameTaken(name: string) {
  return refused('roll.group-name-taken', `There is already a group called ${name}. Choose another name.`)
}
