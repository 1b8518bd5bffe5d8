import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { decideLink, rolesHeldBy } from '../rules/granting.ts'
import { findPerson, lockRoles, rolesAtPlace, worksElsewhere } from '../store.ts'
import type { SignInSettings } from './auth.ts'
import { newSignInLink } from './sign-in-link.ts'

/** A new link for somebody whose first one ran out, or who forgot the password. */
export function makeSignInLink(settings: SignInSettings): UseCase<typeof contract.makeSignInLink> {
  return async ({ tx, caller, audit }, { params }) => {
    // A role given meanwhile would void this person's links before this one is there, and this one would open the role too.
    await lockRoles(tx, params.schoolId)
    const person = await findPerson(tx, params.personId)
    if (person === undefined) return notAllowed()
    const holders = await rolesAtPlace(tx, params.schoolId)
    const decided = decideLink({
      by: { id: caller.id, roles: rolesHeldBy(holders, caller.id) },
      personId: person.id,
      roles: rolesHeldBy(holders, person.id),
      email: person.email,
      worksElsewhere: await worksElsewhere(tx, person.id, params.schoolId),
    })
    if (!decided.ok) return decided
    audit({ subject: person.id })
    return success(await newSignInLink(tx, settings, person.id))
  }
}
