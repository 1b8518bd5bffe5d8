import type { Result } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { decideLink, rolesHeldBy } from '../rules/granting.ts'
import { findPerson, rolesAtPlace, worksElsewhere } from '../store.ts'

/**
 * Whether the caller may make a sign-in link for somebody who holds a role at a school. Undefined where they hold none there now:
 * the account of somebody who has left is not this school's business any more.
 */
export async function whetherLink(
  { tx, caller }: Context,
  { schoolId, personId }: { schoolId: string; personId: string },
): Promise<Result<void> | undefined> {
  const person = await findPerson(tx, personId)
  const holders = await rolesAtPlace(tx, schoolId)
  const roles = rolesHeldBy(holders, personId)
  if (person === undefined || roles.length === 0) return undefined
  return decideLink({
    by: { id: caller.id, roles: rolesHeldBy(holders, caller.id) },
    personId,
    roles,
    email: person.email,
    worksElsewhere: await worksElsewhere(tx, personId, schoolId),
  })
}
