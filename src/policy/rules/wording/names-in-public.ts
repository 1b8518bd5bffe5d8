import type { Role } from '../../../identity/contract.ts'
import { ALL_CODES } from '../../../law/codes.ts'

/** National codes as a family reads them: "Exceptional circumstances (C)". */
export function codesOn(codes: readonly string[]): readonly string[] {
  return codes.map((code) => {
    const meaning = ALL_CODES.find((known) => known.code === code && known.until === undefined)
    return meaning === undefined ? code : `${meaning.name} (${code})`
  })
}

const ROLES_IN_PUBLIC: Partial<Record<Role, string>> = {
  head: 'the headteacher',
  pastoral: 'the pastoral team',
  senco: 'the special needs co-ordinator (SENCO)',
  dsl: 'the safeguarding lead',
  'school-admin': 'the school office',
  reception: 'reception',
}

/** A role as a family reads it. */
export function roleInPublic(role: Role): string {
  return ROLES_IN_PUBLIC[role] ?? `the ${role.replace('-', ' ')}`
}
