import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { decideGrant, rolesHeldBy } from './rules/granting.ts'
import { findPerson, keepRoles, lockRoles, rolesAtPlace } from './store.ts'

/** Gives somebody of this school another role, or the same role another position. */
export const grantRole: UseCase<typeof contract.grantRole> = async ({ tx, caller, now, audit }, { params, body }) => {
  await lockRoles(tx, params.schoolId)
  const person = await findPerson(tx, params.personId)
  if (person === undefined) return notAllowed()
  const holders = await rolesAtPlace(tx, params.schoolId)
  const by = { id: caller.id, roles: rolesHeldBy(holders, caller.id) }
  const decided = decideGrant({ kind: 'school', by, personId: person.id, role: body.role })
  if (!decided.ok) return decided
  const change = { placeId: params.schoolId, personId: person.id, role: body.role, position: body.position }
  await keepRoles(tx, [change], { act: 'granted', at: now, by: caller })
  audit({ subject: person.id, facts: { role: body.role, position: body.position } })
  return success({})
}
