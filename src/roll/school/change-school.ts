import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import { tidyAddress } from '../rules/address.ts'
import { findSchool } from '../store.ts'

export const changeSchool: UseCase<typeof contract.changeSchool> = async (context, { params, body }) => {
  const { schoolId } = params
  const row = await findSchool(context.tx, { schoolId, lock: true })
  if (row === undefined) return notAllowed()
  if (row.version !== body.version) return changedMeanwhile()
  const changed = {
    ...row,
    urn: body.urn,
    laestab: body.laestab,
    name: body.name,
    short_name: body.shortName,
    phase: body.phase,
    type: body.type,
    address: tidyAddress(body.address),
    telephone: body.telephone,
    year_groups: body.yearGroups,
    boards: body.boards,
    stated: body.stated,
    version: row.version + 1,
  }
  await keep(context.tx, factsOf(context, schoolId, body.reason), { kind: 'school', rows: [changed] })
  return success({ version: changed.version })
}
