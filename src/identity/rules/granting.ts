import { type Problem, type Result, refused, success } from '../../kernel/result.ts'
import { GRANTS, type Role } from './rights.ts'
import { ROLE_NAMES } from './role-names.ts'
import type { Place } from './standing.ts'

/** Where a role can be held. A parent or a pupil is not appointed: those follow from the roll. */
const WHERE: Readonly<Record<Role, Place['kind'] | 'nowhere'>> = {
  teacher: 'school',
  reception: 'school',
  'attendance-officer': 'school',
  'attendance-champion': 'school',
  head: 'school',
  pastoral: 'school',
  senco: 'school',
  dsl: 'school',
  'school-admin': 'school',
  governor: 'school',
  trustee: 'trust',
  'trust-officer': 'trust',
  'authority-officer': 'authority',
  parent: 'nowhere',
  pupil: 'nowhere',
}

/** The roles that somebody can be given at a place of this kind, as a form offers them. */
export function rolesFor(kind: Place['kind']): readonly Role[] {
  return (Object.keys(WHERE) as Role[]).filter((role) => WHERE[role] === kind)
}

/** Three heights are enough: those who run the school, those who see what is sensitive or run attendance, everybody else. */
function height(role: Role): number {
  if (GRANTS[role]['people.administer'] !== undefined) return 3
  if (GRANTS[role]['pupil.view-sensitive'] !== undefined || GRANTS[role]['register.amend'] !== undefined) return 2
  return 1
}

const highest = (roles: readonly Role[]) => Math.max(0, ...roles.map(height))

/** One role held at the place in question. */
export interface Holder {
  readonly personId: string
  readonly role: Role
}

export function rolesHeldBy(holders: readonly Holder[], personId: string): readonly Role[] {
  return holders.filter((one) => one.personId === personId).map((one) => one.role)
}

export interface Appointment {
  readonly kind: Place['kind']
  /** Who decides, and what they are there. */
  readonly by: { readonly id: string; readonly roles: readonly Role[] }
  readonly personId: string | undefined
  readonly role: Role
}

/**
 * Whether somebody may give this role here. Nobody changes their own roles, so that it always takes two to get a right; and
 * nobody gives a role that stands higher than their own.
 */
export function decideGrant({ kind, by, personId, role }: Appointment): Result<void> {
  if (personId === by.id) return ownRoles()
  if (WHERE[role] !== kind) {
    const where = WHERE[role] === 'nowhere' ? 'follows from the roll' : `is held at a ${WHERE[role]}`
    return refused('identity.role-held-elsewhere', `“${ROLE_NAMES[role]}” ${where}; it cannot be given here.`)
  }
  return highest(by.roles) < height(role) ? notYours(role) : success(undefined)
}

export interface Ending extends Appointment {
  /** Everybody's roles at the place as they are now. */
  readonly holders: readonly Holder[]
}

/** Whether somebody may end this role here. The last person who can administer people stays: nobody could add another. */
export function decideEnd({ by, personId, role, holders }: Ending): Result<void> {
  if (personId === by.id) return ownRoles()
  if (!holders.some((one) => one.personId === personId && one.role === role)) {
    return refused('identity.role-not-held', 'This person does not hold that role any more. Reload the page.')
  }
  if (highest(by.roles) < height(role)) return notYours(role)
  const left = holders.filter((one) => !(one.personId === personId && one.role === role))
  const administered = left.some((one) => GRANTS[one.role]['people.administer'] !== undefined)
  if (administered) return success(undefined)
  return refused(
    'identity.last-administrator',
    'This is the last person who can administer the school. Give somebody else “Head” or “School administrator” first.',
  )
}

export interface LinkAsked {
  readonly by: { readonly id: string; readonly roles: readonly Role[] }
  readonly personId: string
  readonly roles: readonly Role[]
  readonly email: string | null
  /** Whether they hold a role at any other place. */
  readonly worksElsewhere: boolean
}

/**
 * Whether somebody may make a link that lets this person choose a new password. Whoever holds such a link can become that
 * person: so not for people above, and not for people whose roles reach beyond this school.
 */
export function decideLink({ by, personId, roles, email, worksElsewhere }: LinkAsked): Result<void> {
  if (personId === by.id) {
    return refused('identity.own-link', 'You are signed in: change your own password on your account page.')
  }
  if (email === null) return refused('identity.no-address', 'This person has no e-mail address to sign in with.')
  const above = roles.find((role) => height(role) > highest(by.roles))
  if (above !== undefined) return notYours(above)
  if (!worksElsewhere) return success(undefined)
  return refused(
    'identity.works-elsewhere',
    'This person also holds a role elsewhere. Whoever runs this Firstbell can make the link: “./firstbell sign-in-link EMAIL”.',
  )
}

function ownRoles(): { readonly ok: false; readonly problem: Problem } {
  return refused('identity.own-roles', 'Nobody changes their own roles. Ask another administrator of the school.')
}

function notYours(role: Role): { readonly ok: false; readonly problem: Problem } {
  return refused(
    'identity.role-not-yours-to-give',
    `“${ROLE_NAMES[role]}” stands higher than your own role here. Ask the head or a school administrator.`,
  )
}
