import { randomUUID } from 'node:crypto'
import type { PersonId } from '../kernel/ids.ts'
import { refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { giveRole } from './give-role.ts'
import { addressInUse, decideGrant, rolesHeldBy } from './rules/granting.ts'
import type { SignInSettings } from './signing-in/auth.ts'
import { newSignInLink } from './signing-in/sign-in-link.ts'
import { accountOf, addPeople, findPerson, keepRoles, lockRoles, rolesAtPlace } from './store.ts'

/** Adds somebody with a first role, and makes the link by which they choose a password; or gives a role to who was here before. */
export function addPerson(settings: SignInSettings): UseCase<typeof contract.addPerson> {
  return async (context, { params, body }) => {
    const { tx, caller, now, audit } = context
    const { schoolId } = params
    const { name, email, role, position } = body
    await lockRoles(tx, schoolId)
    const holders = await rolesAtPlace(tx, schoolId)
    const knownId = await accountOf(tx, email)
    if (knownId === undefined) {
      const by = { id: caller.id, roles: rolesHeldBy(holders, caller.id) }
      const decided = decideGrant({ kind: 'school', by, personId: undefined, role })
      if (!decided.ok) return decided
      const personId = randomUUID()
      await addPeople(tx, [{ id: personId, name, email }], now)
      await keepRoles(tx, [{ placeId: schoolId, personId, role, position }], { act: 'granted', at: now, by: caller })
      audit({ subject: personId, facts: { role, position } })
      return success({ personId: personId as PersonId, name, link: await newSignInLink(tx, settings, personId) })
    }
    // Somebody who never held a role here is not seen here: of them nothing is said but that the address is in use.
    const known = await findPerson(tx, knownId)
    if (known === undefined) return addressInUse()
    if (holders.some((one) => one.personId === known.id)) {
      return refused(
        'identity.already-holds',
        `${known.name} is at this school already. Give them the role on their page, in the list of people.`,
      )
    }
    const given = await giveRole(context, settings, { schoolId, person: known, role, position, holders })
    if (!given.ok) return given
    audit({ subject: known.id, facts: { role, position } })
    return success({ personId: known.id as PersonId, name: known.name, ...given.value })
  }
}
