import { type Result, refused, success } from '../kernel/result.ts'
import type { Context } from '../platform/http/use-case.ts'
import {
  decideArrival,
  decideGrant,
  decidePromotion,
  gainsGuarded,
  type Holder,
  rolesHeldBy,
} from './rules/granting.ts'
import type { Role } from './rules/rights.ts'
import type { SignInSettings } from './signing-in/auth.ts'
import { newSignInLink, type SignInLink } from './signing-in/sign-in-link.ts'
import { keepRoles, knownElsewhere, type PersonRow, startAfresh, worksElsewhere } from './store.ts'

/** A role for somebody who has an account. */
export interface GivenRole {
  readonly schoolId: string
  readonly person: Pick<PersonRow, 'id' | 'email'>
  readonly role: Role
  readonly position: string
  /** Everybody's roles at the school, read after `lockRoles`. */
  readonly holders: readonly Holder[]
}

/** Gives somebody with an account a role. One with a guarded right starts the account afresh, and then there is a new link. */
export async function giveRole(
  { tx, caller, now }: Pick<Context, 'tx' | 'caller' | 'now'>,
  settings: SignInSettings,
  { schoolId, person, role, position, holders }: GivenRole,
): Promise<Result<{ readonly link?: SignInLink }>> {
  const by = { id: caller.id, roles: rolesHeldBy(holders, caller.id) }
  const granted = decideGrant({ kind: 'school', by, personId: person.id, role })
  if (!granted.ok) return granted
  const roles = rolesHeldBy(holders, person.id)
  // A family's account is opened by links that the office makes: it must never come to open what staff see.
  if (roles.includes('parent')) return ofFamily()
  const arrived = decideArrival({
    holdsRoleHere: roles.length > 0,
    knownElsewhere: await knownElsewhere(tx, person.id, schoolId),
  })
  if (!arrived.ok) return arrived
  const promoted = gainsGuarded(roles, role)
  if (promoted) {
    const elsewhere = await worksElsewhere(tx, person.id, schoolId)
    const decided = decidePromotion({
      by,
      personId: person.id,
      email: person.email,
      roles,
      role,
      worksElsewhere: elsewhere,
    })
    if (!decided.ok) return decided
  }
  await keepRoles(tx, [{ placeId: schoolId, personId: person.id, role, position }], {
    act: 'granted',
    at: now,
    by: caller,
  })
  if (!promoted || person.email === null) return success({})
  await startAfresh(tx, person.id, now)
  return success({ link: await newSignInLink(tx, settings, person.id) })
}

function ofFamily() {
  return refused(
    'identity.family-account',
    'This is a family’s account. Add the person under their school e-mail address: they then have another account for their work.',
  )
}
