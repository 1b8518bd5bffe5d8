import type { Context } from '../../platform/http/use-case.ts'

/** What the slices below let somebody see of a child who sees everything about that child's own marks. */
const OWN_CHILD: readonly string[] = ['register.view', 'register.view-details', 'measures.view']

/**
 * The request as the slices below see it once the child was found to be the caller's: they know teachers' own groups and the office's whole
 * school, not families. Only ever used after `seenChild`, and only to read of that one child.
 */
export function asFamily(context: Context): Context {
  return { ...context, reach: 'all', may: (action) => (OWN_CHILD.includes(action) ? 'all' : undefined) }
}
