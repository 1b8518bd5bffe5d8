import type { RegisterSummary } from '../../contract.ts'

/** Nobody has taken it whole: not taken, or saved with blanks. A register closed with blanks stays missing. */
export function isMissing({ state, counts }: Pick<RegisterSummary, 'state' | 'counts'>): boolean {
  return state === 'not-taken' || state === 'being-taken' || (state === 'closed' && counts.notMarked > 0)
}

/** "24 present, 1 late, 3 absent, 2 elsewhere": what nobody is, of the last two, is left out. */
export function countsInWords({ present, late, absent, elsewhere, notRequired }: RegisterSummary['counts']): string {
  const others = [
    ...(elsewhere > 0 ? [`${elsewhere} elsewhere`] : []),
    ...(notRequired > 0 ? [`${notRequired} not due`] : []),
  ]
  return [`${present} present`, `${late} late`, `${absent} absent`, ...others].join(', ')
}

/** "12 minutes left", "Due now", "9 minutes overdue", "Opens at 08:40", "Closed at 09:10". */
export function minutesWords({ clock, state, counts }: Pick<RegisterSummary, 'clock' | 'state' | 'counts'>): string {
  const { phase, minutesLeft, opens, closes } = clock
  if (phase === 'before') return `Opens at ${opens}`
  if (!isMissing({ state, counts })) return `${phase === 'open' ? 'Closes' : 'Closed'} at ${closes}`
  // Nobody is late with a register that is closed: what it lacks is for the office to enter.
  if (minutesLeft === null || state === 'closed') return `Closed at ${closes}`
  if (minutesLeft === 0) return 'Due now'
  const minutes = Math.abs(minutesLeft) === 1 ? '1 minute' : `${Math.abs(minutesLeft)} minutes`
  return minutesLeft > 0 ? `${minutes} left` : `${minutes} overdue`
}
