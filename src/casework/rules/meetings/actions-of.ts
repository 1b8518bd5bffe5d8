import type { Day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { Participant } from '../../contract/entries/meetings.ts'
import type { Entry, EntryOf } from '../../contract/entry.ts'

/** Something that somebody has agreed to do for a child. */
export interface Action {
  readonly actionId: string
  readonly what: string
  readonly owner: Participant
  readonly due: Day
  readonly setOn: Day
  readonly meetingId: string | null
  /** At how many meetings after the one that agreed it, it was still open. */
  readonly carried: number
  readonly state: 'open' | 'done' | 'dropped'
  readonly ended: { readonly day: Day; readonly at: Moment; readonly words: string } | null
}

/** The actions of a case, oldest first. One is open until it is done or dropped, whichever was written down first; nothing else ends it. */
export function actionsOf(entries: readonly Entry[]): readonly Action[] {
  const actions = new Map<string, Action>()
  // A meeting is held or cancelled once: what was written down of it later carries nothing over again.
  const over = new Set<string>()
  for (const entry of entries) {
    if (entry.restricted) continue
    switch (entry.kind) {
      case 'action-set':
        if (!actions.has(entry.body.actionId)) actions.set(entry.body.actionId, newAction(entry))
        break
      case 'action-done':
        end(actions, entry.body.actionId, { state: 'done', words: entry.body.words, entry })
        break
      case 'action-dropped':
        end(actions, entry.body.actionId, { state: 'dropped', words: entry.body.because, entry })
        break
      case 'meeting-cancelled':
        over.add(entry.body.meetingId)
        break
      case 'meeting-held':
        if (!over.has(entry.body.meetingId)) carry(actions, entry.body.meetingId)
        over.add(entry.body.meetingId)
        break
    }
  }
  return [...actions.values()]
}

function newAction({ body, day }: EntryOf<'action-set'>): Action {
  return { ...body, setOn: day, carried: 0, state: 'open', ended: null }
}

function end(
  actions: Map<string, Action>,
  actionId: string,
  of: { state: 'done' | 'dropped'; words: string; entry: Pick<Entry, 'day' | 'at'> },
): void {
  const action = actions.get(actionId)
  if (action?.state !== 'open') return
  const { state, words, entry } = of
  actions.set(actionId, { ...action, state, ended: { day: entry.day, at: entry.at, words } })
}

function carry(actions: Map<string, Action>, meetingId: string): void {
  for (const [id, action] of actions)
    if (action.state === 'open' && action.meetingId !== meetingId)
      actions.set(id, { ...action, carried: action.carried + 1 })
}

/** What is still to be done, the earliest due first. */
export function openActions(entries: readonly Entry[]): readonly Action[] {
  return actionsOf(entries)
    .filter(({ state }) => state === 'open')
    .toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}

/** "carried over from 2 meetings"; empty where it is new. */
export function carriedInWords({ carried }: Pick<Action, 'carried'>): string {
  if (carried === 0) return ''
  return carried === 1 ? 'carried over once' : `carried over ${carried} times`
}
