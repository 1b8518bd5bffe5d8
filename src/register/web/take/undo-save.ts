import { call } from '../../../ui/call.ts'
import { newKey } from '../../../ui/new-key.ts'
import { undoTaking } from '../../contract.ts'
import { dropUnsent, type RegisterAddress } from '../offline/kept-database.ts'
import { sendingNothing } from '../offline/send-unsent.ts'
import type { SaveState } from './save-state.ts'

/** A save that can still be undone: it reached the server, or is kept on the device and has gone nowhere. */
export type Undoable = Extract<SaveState, { readonly kind: 'saved' | 'kept' }>

export interface Undone {
  readonly state: SaveState
  readonly version?: number
}

/** Undoes a save: at the school by an act of its own; on the device by dropping it, because nobody has seen it yet. */
export async function undoSave(address: RegisterAddress, save: Undoable): Promise<Undone> {
  const marks = save.sent.length
  if (save.kind === 'kept') return { state: (await dropped(save.key)) ? { kind: 'undone', marks } : TOO_LATE }
  try {
    const answer = await call(undoTaking, { params: address, body: { key: newKey(), number: save.number } })
    return { state: { kind: 'undone', marks }, version: answer.version }
  } catch (error) {
    return { state: { kind: 'not-undone', error } }
  }
}

const TOO_LATE: SaveState = {
  kind: 'not-undone',
  error: new Error(
    'The connection is back, and this save is on its way to the school. Enter the right mark over the wrong one, and save again.',
  ),
}

/** Never while it is being sent: a save that the school has must not look as if it had never been made. */
async function dropped(key: string): Promise<boolean> {
  return sendingNothing(async () => !navigator.onLine && (await dropUnsent(key)))
}
