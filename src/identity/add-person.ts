import { randomUUID } from 'node:crypto'
import type { PersonId } from '../kernel/ids.ts'
import { refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { decideGrant, rolesHeldBy } from './rules/granting.ts'
import type { SignInSettings } from './signing-in/auth.ts'
import { newSignInLink } from './signing-in/sign-in-link.ts'
import { addPeople, keepRoles, lockRoles, personWithEmail, rolesAtPlace } from './store.ts'

/** Adds somebody with a first role, and makes the link by which they choose a password. */
export function addPerson(settings: SignInSettings): UseCase<typeof contract.addPerson> {
  return async ({ tx, caller, now, audit }, { params, body }) => {
    await lockRoles(tx, params.schoolId)
    const holders = await rolesAtPlace(tx, params.schoolId)
    const known = await personWithEmail(tx, body.email)
    const by = { id: caller.id, roles: rolesHeldBy(holders, caller.id) }
    const decided = decideGrant({ kind: 'school', by, personId: known?.id, role: body.role })
    if (!decided.ok) return decided
    if (holders.some((one) => one.personId === known?.id)) {
      return refused(
        'identity.already-holds',
        `${known?.name} is at this school already. Give them the role in the list.`,
      )
    }
    const personId = known?.id ?? randomUUID()
    const { name } = known ?? body
    if (known === undefined) await addPeople(tx, [{ id: personId, name, email: body.email }], now)
    const role = { placeId: params.schoolId, personId, role: body.role, position: body.position }
    await keepRoles(tx, [role], { act: 'granted', at: now, by: caller })
    audit({ subject: personId, facts: { role: body.role, position: body.position } })
    const link = known === undefined ? { link: await newSignInLink(tx, settings, personId) } : {}
    return success({ personId: personId as PersonId, name, ...link })
  }
}
