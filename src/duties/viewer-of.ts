import type { Action, Role } from '../identity/contract.ts'
import { rolesAtPlace } from '../identity/index.ts'
import type { Day } from '../kernel/day.ts'
import type { PersonId, SchoolId } from '../kernel/ids.ts'
import type { Context } from '../platform/http/use-case.ts'
import { groupsOfPerson } from '../roll/index.ts'
import type { DutyViewer } from './rules/seeing.ts'
import type { Owner } from './rules/standing.ts'

/** Who asks about duties, and what of them is theirs. */
export interface Asking extends DutyViewer {
  /** Whose a role's duties are: those who hold it, and the head's where nobody here does. */
  readonly roleNow: (role: Role) => Role
  readonly isMine: (owner: Owner) => boolean
}

export async function askingOf(context: Context, of: { schoolId: SchoolId; today: Day }): Promise<Asking> {
  const { tx, caller } = context
  // A caller is a person wherever they hold a right at a school.
  const personId = caller.id as PersonId
  const held = await rolesAtPlace(tx, of.schoolId)
  const own = await groupsOfPerson(tx, { schoolId: of.schoolId, personId, day: of.today })
  const roles = new Set(held.map(({ role }) => role))
  const mine = new Set(held.filter((one) => one.personId === personId).map(({ role }) => role))
  const roleNow = (role: Role) => (roles.has(role) ? role : 'head')
  return {
    holds: (action: Action) => context.may(action) === 'all',
    all: context.reach === 'all',
    ownGroups: own,
    roleNow,
    isMine: (owner) => (owner.kind === 'role' ? mine.has(roleNow(owner.role)) : owner.people.includes(personId)),
  }
}
