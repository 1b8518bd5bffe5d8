import * as casework from '../../../casework/contract.ts'

/** Acts about the case of a child, whoever did them: that a screen was given, and the case then read by whoever looks after safety, tells what is kept apart. */
const OF_A_CASE: ReadonlySet<unknown> = new Set([
  'screen-back',
  ...Object.values(casework).flatMap((one) =>
    typeof one === 'object' && 'config' in one && 'url' in one ? [one.config.id] : [],
  ),
])

/**
 * Whether a row of an open table speaks of safeguarding all the same, and goes with its entries alone: that the safeguarding lead was asked before a
 * formal step, and said stop, tells a parent that there was something; so does who of them looked at the child's case, and when.
 */
export function goesWithSafeguarding(table: string, row: Readonly<Record<string, unknown>>): boolean {
  if (table === 'enforcement.event') return row.kind === 'safeguarding-answered'
  if (table !== 'audit.trail') return false
  return (
    OF_A_CASE.has(row.operation) ||
    row.operation === 'answer-safeguarding' ||
    /safeguarding/i.test(String(row.person_position))
  )
}
