import type { Operation } from '../../kernel/operation.ts'
import { ACTIONS, type Action, type Reach, ROLES, type Role, reachOf } from './rights.ts'

/** What one operation needs and who has it, as the page "Who may do what" shows it. */
export interface AccessRow {
  readonly id: string
  readonly group: string
  readonly summary: string
  readonly may: string
  readonly reach: Partial<Record<Role, Reach>>
  readonly kept: boolean
}

/** Every operation against every role, in the order of their groups. */
export function accessTable(operations: readonly Operation[]): AccessRow[] {
  return operations
    .map(({ schema, config }) => ({
      id: config.id,
      group: schema.tags[0],
      summary: schema.summary,
      may: config.may,
      reach: reachByRole(config.may),
      kept: typeof config.audit === 'string',
    }))
    .sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0))
}

function reachByRole(may: string): Partial<Record<Role, Reach>> {
  const open = may === 'open' || may === 'signed-in'
  const reaches = ROLES.map((role) => [role, open ? 'own' : reachOf([role], may as Action)] as const)
  return Object.fromEntries(reaches.filter(([, reach]) => reach !== undefined))
}

/** Rights that operations ask for and nobody has heard of. */
export function unknownRights(operations: readonly Operation[]): string[] {
  const known: readonly string[] = [...ACTIONS, 'open', 'signed-in']
  return operations.map((operation) => operation.config.may).filter((may) => !known.includes(may))
}
