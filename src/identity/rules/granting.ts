import { type Problem, type Result, refused, success } from '../../kernel/result.ts'
import { type Action, GRANTS, type Role, reachOf } from './rights.ts'
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
  kiosk: 'school',
  pupil: 'nowhere',
}

/** The roles that somebody can be given at a place of this kind, as a form offers them. */
export function rolesFor(kind: Place['kind']): readonly Role[] {
  return (Object.keys(WHERE) as Role[]).filter((role) => WHERE[role] === kind)
}

/**
 * The rights that nobody passes on without holding them, and what they let somebody do. Whoever could give one away could
 * have it, through a confederate or through a sign-in link for its holder: so what is confidential about a child stays with
 * those whom somebody entitled has chosen, and so do appointing people and reading who did what.
 *
 * All other rights may be given by whoever appoints people, held or not: an office appoints teachers, receptionists and
 * attendance officers without taking a register itself, and whatever those then do is in the records under their names.
 */
export const GUARDED = {
  'pupil.view-sensitive': 'sees what is confidential about pupils',
  'people.administer': 'appoints people',
  'audit.view': 'reads the audit trail',
  'leave.decide': 'decides on leave of absence',
  'leave.suspend': 'decides on suspensions',
  'leave.detention': 'sees who is in custody',
  'casework.restricted': 'reads what safeguarding wrote in cases',
  'enforcement.decide': 'decides on notices and prosecution',
  'subject.export': 'hands out all that is kept about a child',
  'policy.change': 'decides the school’s attendance policy',
} as const satisfies Partial<Record<Action, string>>

const GUARDED_RIGHTS = Object.keys(GUARDED) as (keyof typeof GUARDED)[]

/** The guarded right of a role that somebody with these roles lacks, or does not hold as far. */
function lacks(by: readonly Role[], role: Role): keyof typeof GUARDED | undefined {
  return GUARDED_RIGHTS.find((right) => {
    const [given, held] = [GRANTS[role][right], reachOf(by, right)]
    return given !== undefined && held !== 'all' && held !== given
  })
}

const appoints = (roles: readonly Role[]) => reachOf(roles, 'people.administer') === 'all'

/** Whether somebody with these roles at a place may give and end this role there, and make sign-in links for its holders. */
export function mayGive(by: readonly Role[], role: Role): boolean {
  return appoints(by) && lacks(by, role) === undefined
}

/** Whether somebody with these roles at a place may give every role there: without such a person it gets no head by itself. */
export function mayGiveAll(by: readonly Role[]): boolean {
  return GUARDED_RIGHTS.every((right) => reachOf(by, right) === 'all')
}

/** One role held at the place in question. */
export interface Holder {
  readonly personId: string
  readonly role: Role
}

export function rolesHeldBy(holders: readonly Holder[], personId: string): readonly Role[] {
  return holders.filter((one) => one.personId === personId).map((one) => one.role)
}

/** Whether somebody among these people may give every role of the place. */
export function someoneMayGiveAll(holders: readonly Holder[]): boolean {
  return holders.some((one) => mayGiveAll(rolesHeldBy(holders, one.personId)))
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
 * nobody gives a role with a guarded right that they do not hold here themselves.
 */
export function decideGrant({ kind, by, personId, role }: Appointment): Result<void> {
  if (personId === by.id) return ownRoles()
  if (WHERE[role] !== kind) {
    const where = WHERE[role] === 'nowhere' ? 'follows from the roll' : `is held at a ${WHERE[role]}`
    return refused('identity.role-held-elsewhere', `“${ROLE_NAMES[role]}” ${where}; it cannot be given here.`)
  }
  return mayGive(by.roles, role) ? success(undefined) : notYours(by.roles, role)
}

/** What is known of an account that a school wants to give a role to. */
export interface Arrival {
  readonly holdsRoleHere: boolean
  /** Whether it holds, or ever held, a role at any other place. */
  readonly knownElsewhere: boolean
}

/**
 * Whether a school may by itself give a role to an account that is there already. Another place's administrators may have
 * made links for it, and so chosen its password: whoever holds that would get in here. Decision 005.
 */
export function decideArrival({ holdsRoleHere, knownElsewhere }: Arrival): Result<void> {
  return holdsRoleHere || !knownElsewhere ? success(undefined) : addressInUse()
}

/** All that a school is told of an account that it has never seen: neither whose it is nor where. */
export function addressInUse(): { readonly ok: false; readonly problem: Problem } {
  return refused(
    'identity.address-in-use',
    'This address is in use on this Firstbell already. Check that it is typed rightly; if so, only whoever runs this Firstbell can add it here: “./firstbell appoint EMAIL "NAME" --school "SCHOOL" --roles ROLE”.',
  )
}

/**
 * Whether a role brings somebody a guarded right that they did not hold at the place. Their account then starts afresh, with
 * a new link: until now people who may not have that right could make links for it. Decision 005.
 */
export function gainsGuarded(roles: readonly Role[], role: Role): boolean {
  return GUARDED_RIGHTS.some((right) => GRANTS[role][right] !== undefined && reachOf(roles, right) !== 'all')
}

export interface Ending extends Appointment {
  /** Everybody's roles at the place as they are now. */
  readonly holders: readonly Holder[]
}

/**
 * Whether somebody may end this role here. The last person who can appoint people stays, and so does the last who can give
 * every role: nobody here could appoint another.
 */
export function decideEnd({ by, personId, role, holders }: Ending): Result<void> {
  if (personId === by.id) return ownRoles()
  if (!holders.some((one) => one.personId === personId && one.role === role)) {
    return refused('identity.role-not-held', 'This person does not hold that role any more. Reload the page.')
  }
  if (!mayGive(by.roles, role)) return notYours(by.roles, role)
  const left = holders.filter((one) => !(one.personId === personId && one.role === role))
  if (!left.some((one) => appoints([one.role]))) {
    return refused(
      'identity.last-administrator',
      'This is the last person who can administer the school. Give somebody else “Head” or “School administrator” first.',
    )
  }
  if (someoneMayGiveAll(left) || !someoneMayGiveAll(holders)) return success(undefined)
  return refused(
    'identity.last-to-give-all',
    'This is the last person who can give “Head” or “Safeguarding lead” here. Have them give somebody else “Head” first.',
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
 * person: so not for holders of a role that they could not give, and not for people whose roles reach beyond this school.
 */
export function decideLink({ by, personId, roles, email, worksElsewhere }: LinkAsked): Result<void> {
  if (personId === by.id) {
    return refused('identity.own-link', 'You are signed in: change your own password on your account page.')
  }
  if (email === null) return refused('identity.no-address', 'This person has no e-mail address to sign in with.')
  const beyond = roles.find((role) => !mayGive(by.roles, role))
  if (beyond !== undefined) return notYours(by.roles, beyond)
  if (!worksElsewhere) return success(undefined)
  return refused(
    'identity.works-elsewhere',
    'This person also holds a role elsewhere, so only whoever runs this Firstbell can make a link for them: “./firstbell sign-in-link EMAIL”.',
  )
}

/**
 * Whether somebody may give a role that brings a guarded right. The account starts afresh with a link for whoever gives it, so
 * whatever forbids that link forbids the giving. Without an address there is no link, and nobody to sign in.
 */
export function decidePromotion(asked: LinkAsked & { readonly role: Role }): Result<void> {
  if (asked.email === null) return success(undefined)
  const decided = decideLink({ ...asked, roles: [...asked.roles, asked.role] })
  if (decided.ok || decided.problem.code !== 'identity.works-elsewhere') return decided
  return refused(
    'identity.works-elsewhere',
    `This person also holds a role elsewhere, so only whoever runs this Firstbell can make them “${ROLE_NAMES[asked.role]}”: “./firstbell appoint EMAIL "NAME" --school "SCHOOL" --roles ${asked.role}”.`,
  )
}

function ownRoles(): { readonly ok: false; readonly problem: Problem } {
  return refused('identity.own-roles', 'Nobody changes their own roles. Ask another administrator of the school.')
}

function notYours(by: readonly Role[], role: Role): { readonly ok: false; readonly problem: Problem } {
  const right = lacks(by, role) ?? 'people.administer'
  return refused(
    'identity.role-not-yours-to-give',
    `“${ROLE_NAMES[role]}” ${GUARDED[right]}, and your own role here does not. Ask somebody here whose role does, such as the head, or whoever runs this Firstbell.`,
  )
}
