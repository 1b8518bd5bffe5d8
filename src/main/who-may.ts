import { type AccessRow, accessTable, ROLE_NAMES, ROLES } from '../identity/contract.ts'
import type { Operation } from '../kernel/operation.ts'

/** The permission matrix as a page of Markdown, for docs/generated/who-may.md, and the rows that it shows. */
export function whoMayDocument(operations: readonly Operation[]): {
  readonly rows: readonly AccessRow[]
  readonly text: string
} {
  const rows = accessTable(operations)
  const groups = [...Map.groupBy(rows, (row) => row.group)]
  const head = [
    '# Who may do what',
    '',
    'Made from the operations and the grants of `src/identity/rules/rights.ts`, and checked against the running server by',
    '`src/main/permissions.api.test.ts`. Do not edit: `npx vitest run src/main/permissions -u` writes it anew.',
    '',
    '● everything at the place · ○ only what is their own (own groups, own children) · blank: refused',
  ]
  return { rows, text: [...head, ...groups.flatMap(([group, of]) => tableOf(group, of)), ''].join('\n') }
}

function tableOf(group: string, rows: readonly AccessRow[]): string[] {
  const roles = ROLES.map((role) => ROLE_NAMES[role])
  return [
    '',
    `## ${group}`,
    '',
    `| operation | needs | ${roles.join(' | ')} |`,
    `|---|---|${ROLES.map(() => ':-:').join('|')}|`,
    ...rows.map((row) => {
      const marks = ROLES.map((role) => ({ all: '●', own: '○', none: '' })[row.reach[role] ?? 'none'])
      return `| ${row.summary} (\`${row.id}\`) | ${row.may} | ${marks.join(' | ')} |`
    }),
  ]
}
