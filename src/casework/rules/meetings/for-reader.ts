import type { MEETING_KINDS } from '../../contract/entries/meetings.ts'
import type { Action } from './actions-of.ts'
import type { Meeting } from './meetings-of.ts'

/** Meetings of the school with others, at which no family speaks: what is agreed there is not told on a paper for one. */
const WITHOUT_FAMILIES: readonly (typeof MEETING_KINDS)[number][] = ['targeting support', 'multi-agency', 'governors']

/**
 * The open actions that a paper for these parents may show: their own, and what was agreed at a meeting to which every one of them was invited,
 * but for what another parent has agreed to do. Nothing of meetings without families, and nothing that somebody wrote down outside a meeting.
 */
export function actionsForReaders(
  actions: readonly Action[],
  meetings: readonly Pick<Meeting, 'meetingId' | 'kind' | 'invited'>[],
  readers: readonly string[],
): readonly Action[] {
  if (readers.length === 0) return []
  const isReader = ({ who, id }: Action['owner']) => who === 'contact' && readers.includes(id)
  const shared = new Set(
    meetings
      .filter(({ kind }) => !WITHOUT_FAMILIES.includes(kind))
      .filter(({ invited }) =>
        readers.every((reader) => invited.some((one) => one.who === 'contact' && one.id === reader)),
      )
      .map(({ meetingId }) => meetingId),
  )
  return actions.filter(({ owner, meetingId }) => {
    if (owner.who === 'contact') return isReader(owner) && readers.length === 1
    return meetingId !== null && shared.has(meetingId)
  })
}
