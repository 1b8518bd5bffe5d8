import type { MeetingKind, Participant } from '../../contract/entries/meetings.ts'

/** Meetings that are none without anybody of the family. */
export const WITH_THE_FAMILY: readonly MeetingKind[] = [
  'school attendance',
  'early help',
  'team around the family',
  'return',
]

/** Whether somebody of the family is among those invited. */
export function hasFamily(invited: readonly Pick<Participant, 'who'>[]): boolean {
  return invited.some(({ who }) => who === 'contact' || who === 'child')
}

/**
 * Whether a meeting is the family's too, so that they are given its agenda and no letter goes beside it. A targeting support meeting is the
 * authority's with the school and never is; a panel, governors or several services may meet with a family or about one.
 */
export function isWithFamily({
  kind,
  invited,
}: {
  readonly kind: MeetingKind
  readonly invited: readonly Pick<Participant, 'who'>[]
}): boolean {
  if (kind === 'targeting support') return false
  return WITH_THE_FAMILY.includes(kind) || hasFamily(invited)
}
