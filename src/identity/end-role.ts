import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { decideEnd, rolesHeldBy } from './rules/granting.ts'
import { findPerson, keepRoles, lockRoles, rolesAtPlace } from './store.ts'

/** Ends a role. What the person did while holding it stays as it is, under the name and position of that time. */
export const endRole: UseCase<typeof contract.endRole> = async ({ tx, caller, now, audit }, { params, body }) => {
  await lockRoles(tx, params.schoolId)
  const person = await findPerson(tx, params.personId)
  if (person === undefined) return notAllowed()
  const holders = await rolesAtPlace(tx, params.schoolId)
  const by = { id: caller.id, roles: rolesHeldBy(holders, caller.id) }
  const decided = decideEnd({ kind: 'school', by, personId: person.id, role: body.role, holders })
  if (!decided.ok) return decided
  const ending = holders.find((one) => one.personId === person.id && one.role === body.role)
  const change = { placeId: params.schoolId, personId: person.id, role: body.role, position: ending?.position ?? '' }
  await keepRoles(tx, [change], { act: 'ended', at: now, by: caller })
  audit({ subject: person.id, facts: { role: body.role } })
  return success({})
}
