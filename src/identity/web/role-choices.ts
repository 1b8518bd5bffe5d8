import type { Choice } from '../../ui/components/fields.tsx'
import { ROLE_NAMES, type Role, rolesFor } from '../contract.ts'

/** What somebody can be given at a school. */
export const ROLE_CHOICES: readonly Choice<Role>[] = rolesFor('school').map((role) => ({
  value: role,
  label: ROLE_NAMES[role],
}))
