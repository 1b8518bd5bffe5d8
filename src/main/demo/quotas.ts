import type { Code } from '../../law/codes.ts'
import { targetMix } from './code-mix.ts'
import { countOf, possibleSessions, type Sheet } from './sheet.ts'

/** How many sessions of each code a school's year still has to get. */
export interface Quotas {
  left(code: Code): number
  take(code: Code, sessions: number): void
}

/** Counts from the mix, less what the cases have used already. */
export function quotasFor(sheet: Sheet): Quotas {
  const possible = sheet.rows.reduce((sum, row) => sum + possibleSessions(row), 0)
  const counts = new Map<Code, number>()
  for (const [code, per10000] of Object.entries(targetMix(sheet.phase)) as [Code, number][])
    counts.set(code, Math.round((per10000 * possible) / 10_000) - countOf(sheet.rows, code))
  return {
    left: (code) => Math.max(0, counts.get(code) ?? 0),
    take: (code, sessions) => counts.set(code, (counts.get(code) ?? 0) - sessions),
  }
}
