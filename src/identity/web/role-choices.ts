import type { Choice } from '../../ui/components/fields.tsx'
import { mayGive, ROLE_NAMES, type Role, rolesFor } from '../contract.ts'

/** What somebody with these roles can give at a school, and the names of what they cannot. */
export function roleChoices(by: readonly Role[]): {
  readonly choices: readonly Choice<Role>[]
  readonly beyond: readonly string[]
} {
  const roles = rolesFor('school')
  return {
    choices: roles.filter((role) => mayGive(by, role)).map((role) => ({ value: role, label: ROLE_NAMES[role] })),
    beyond: roles.filter((role) => !mayGive(by, role)).map((role) => ROLE_NAMES[role]),
  }
}

/** Says under the choice of a role which are missing from it and why; nothing where none is. */
export function whyNotAll(beyond: readonly string[]): string {
  if (beyond.length === 0) return ''
  const names = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(beyond.map((name) => `“${name}”`))
  return `Not ${names}, which see more than you do: somebody who holds such a role gives it.`
}
