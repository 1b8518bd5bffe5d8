import { filled } from './cells.ts'
import type { RowProblem, SourceContact } from './roster.ts'

/** A user of a OneRoster file, pupils, guardians and staff alike. */
export interface OneRosterUser {
  readonly file: string
  readonly line: number
  readonly problems: readonly RowProblem[]
  readonly id: string
  readonly role: string
  readonly isContact: boolean
  readonly school: string | undefined
  /** Empty while active. */
  readonly status: string
  readonly forenames: string
  readonly surname: string
  readonly preferredForename: string
  readonly preferredSurname: string
  readonly number: string
  readonly phone: string
  readonly email: string
  readonly agents: readonly string[]
  readonly grade: string
}

/** Guardians by the pupils that they name as their agents; made once for a list of users. */
const NAMING = new WeakMap<readonly OneRosterUser[], ReadonlyMap<string, readonly OneRosterUser[]>>()

function guardiansNaming(users: readonly OneRosterUser[]): ReadonlyMap<string, readonly OneRosterUser[]> {
  const known = NAMING.get(users)
  if (known !== undefined) return known
  const naming = new Map<string, OneRosterUser[]>()
  for (const user of users.filter((one) => one.isContact))
    for (const pupil of user.agents) naming.set(pupil, [...(naming.get(pupil) ?? []), user])
  NAMING.set(users, naming)
  return naming
}

/**
 * The parents, guardians and relatives of a pupil. Systems fill in `agentSourcedIds` on the pupil, on the guardian or on both;
 * an agent who is a teacher, as some systems have it, is not a contact.
 */
export function contactsOf(
  pupil: OneRosterUser,
  users: readonly OneRosterUser[],
  byId: ReadonlyMap<string, OneRosterUser>,
): readonly SourceContact[] {
  const named = pupil.agents.flatMap((id) => byId.get(id) ?? []).filter((user) => user.isContact)
  const naming = guardiansNaming(users).get(pupil.id) ?? []
  const guardians = [...new Set([...named, ...naming])].filter((user) => user.status === '')
  return guardians.map((user, index) => ({
    label: `Contact ${index + 1} (users.csv line ${user.line})`,
    values: filled({
      title: '',
      forenames: user.forenames,
      surname: user.surname,
      relationship: user.role,
      phone: user.phone,
      email: user.email,
      livesWith: '',
      parentalResponsibility: '',
      mayBeTold: '',
      order: '',
    }),
  }))
}
