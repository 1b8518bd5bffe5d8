import { randomUUID } from 'node:crypto'
import { systemClock } from '../platform/clock.ts'
import type { Tx } from '../platform/database/database.ts'
import { CommandRefused } from './command.ts'
import { rolesFor } from './rules/granting.ts'
import type { Role } from './rules/rights.ts'
import { ROLE_NAMES } from './rules/role-names.ts'
import { addPeople, keepRoles, personWithEmail } from './store.ts'

/** Somebody to whom whoever runs this installation gives roles at a school. */
export interface Appointed {
  readonly email: string
  readonly name: string
  readonly schoolId: string
  readonly roles: readonly Role[]
  /** What the school calls them; by their roles where left out. */
  readonly position?: string | undefined
}

/** Gives roles under the system role, to somebody new or to who has that address already; their id. @throws CommandRefused */
export async function appoint(tx: Tx, { email, name, schoolId, roles, position }: Appointed): Promise<string> {
  const address = email.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new CommandRefused(`"${email}" is no e-mail address.`)
  if (name.trim() === '') throw new CommandRefused('Say the name of the person too: "Ann Example".')
  const at = systemClock.now()
  const known = await personWithEmail(tx, address)
  const personId = known?.id ?? randomUUID()
  if (known === undefined) await addPeople(tx, [{ id: personId, name: name.trim(), email: address }], at)
  const changes = roles.map((role) => {
    return { placeId: schoolId, personId, role, position: position ?? ROLE_NAMES[role] }
  })
  await keepRoles(tx, changes, {
    act: 'granted',
    at,
    by: { name: 'Command line', position: 'who runs this Firstbell' },
  })
  return personId
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
