import { randomUUID } from 'node:crypto'
import { systemClock } from '../platform/clock.ts'
import type { Tx } from '../platform/database/database.ts'
import { CommandRefused } from './command.ts'
import { decideArrival, gainsGuarded, rolesFor, rolesHeldBy, someoneMayGiveAll } from './rules/granting.ts'
import type { Role } from './rules/rights.ts'
import { ROLE_NAMES } from './rules/role-names.ts'
import { accountOf, addPeople, keepRoles, knownElsewhere, lockRoles, rolesAtPlace, startAfresh } from './store.ts'

/** Somebody to whom whoever runs this installation gives roles at a school. */
export interface Appointed {
  readonly email: string
  readonly name: string
  readonly schoolId: string
  readonly roles: readonly Role[]
  /** What the school calls them; by their roles where left out. */
  readonly position?: string | undefined
}

/** What came of it. */
export interface Appointment {
  readonly personId: string
  /** Whether the account was there before and had to start afresh, without password and second factor (decision 005). */
  readonly afresh: boolean
  /** Whether somebody at the school may now give every role, such as "Head". */
  readonly complete: boolean
}

/** Gives roles under the system role, to somebody new or to who has that address already. @throws CommandRefused */
export async function appoint(tx: Tx, given: Appointed): Promise<Appointment> {
  const { schoolId, roles, position } = given
  const [address, name] = [given.email.trim().toLowerCase(), given.name.trim()]
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new CommandRefused(`"${given.email}" is no e-mail address.`)
  if (name === '') throw new CommandRefused('Say the name of the person too: "Ann Example".')
  const at = systemClock.now()
  await lockRoles(tx, schoolId)
  const known = await accountOf(tx, address)
  const personId = known ?? randomUUID()
  if (known === undefined) await addPeople(tx, [{ id: personId, name, email: address }], at)
  const afresh = known !== undefined && (await opensMore(tx, known, { schoolId, roles }))
  const changes = roles.map((role) => {
    return { placeId: schoolId, personId, role, position: position ?? ROLE_NAMES[role] }
  })
  await keepRoles(tx, changes, {
    act: 'granted',
    at,
    by: { name: 'Command line', position: 'who runs this Firstbell' },
  })
  if (afresh) await startAfresh(tx, personId, at)
  return { personId, afresh, complete: someoneMayGiveAll(await rolesAtPlace(tx, schoolId)) }
}

/** Whether an account comes to open more than those who could make links for it until now may see. */
async function opensMore(tx: Tx, personId: string, to: Pick<Appointed, 'schoolId' | 'roles'>): Promise<boolean> {
  const held = rolesHeldBy(await rolesAtPlace(tx, to.schoolId), personId)
  const elsewhere = await knownElsewhere(tx, personId, to.schoolId)
  const arrived = decideArrival({ holdsRoleHere: held.length > 0, knownElsewhere: elsewhere })
  return !arrived.ok || to.roles.some((role) => gainsGuarded(held, role))
}

/** Reads `school-admin,attendance-officer`. @throws CommandRefused naming the roles there are */
export function rolesFrom(text: string): readonly Role[] {
  const known = rolesFor('school')
  const roles = text.split(',').map((part) => {
    const asked = part.trim().toLowerCase().replaceAll(' ', '-')
    const role = known.find((one) => one === asked)
    if (role === undefined) throw new CommandRefused(`There is no role "${asked}". There are: ${known.join(', ')}.`)
    return role
  })
  return [...new Set(roles)]
}

/** "School administrator and Attendance officer". */
export function rolesInWords(roles: readonly Role[]): string {
  return new Intl.ListFormat('en-GB').format(roles.map((role) => ROLE_NAMES[role]))
}
