import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { giveRole } from './give-role.ts'
import type { SignInSettings } from './signing-in/auth.ts'
import { findPerson, lockRoles, rolesAtPlace } from './store.ts'

/** Gives somebody of this school another role, or the same role another position. */
export function grantRole(settings: SignInSettings): UseCase<typeof contract.grantRole> {
  return async (context, { params, body }) => {
    const { tx, audit } = context
    const { schoolId } = params
    await lockRoles(tx, schoolId)
    const person = await findPerson(tx, params.personId)
    if (person === undefined) return notAllowed()
    const holders = await rolesAtPlace(tx, schoolId)
    const given = await giveRole(context, settings, { schoolId, person, ...body, holders })
    if (!given.ok) return given
    const afresh = given.value.link === undefined ? {} : { startedAfresh: true }
    audit({ subject: person.id, facts: { role: body.role, position: body.position, ...afresh } })
    return success(given.value)
  }
}
