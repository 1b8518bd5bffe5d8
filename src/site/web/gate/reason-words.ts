import { LATE_REASONS, type LateReason } from '../../contract.ts'

/** A reason in a list; where nobody said, that. */
export function shownReason(reason: LateReason | null): string {
  return reason === null ? 'No reason given' : LATE_REASONS[reason]
}
