import { OfflineError, ProblemError } from '../../../ui/problem.ts'
import { isForLater } from '../../rules/screen/for-later.ts'
import { handOver, isTooLate, sayHanded } from './hand-over.ts'
import {
  type Conflict,
  dropUnsent,
  forgetRegister,
  keepUnsent,
  type UnsentRegister,
  unsentOf,
} from './kept-database.ts'
import { sendTaking } from './send-taking.ts'

export interface Sending {
  readonly sent: readonly UnsentRegister[]
  /** They came too late to be saved; the office has them now. */
  readonly handed: readonly UnsentRegister[]
  /** The server could not be reached, or does not know the caller any more: try again later. */
  readonly stopped: boolean
}

/**
 * Sends what waits on this device, oldest first. A register that was changed by somebody else meanwhile is not sent over it:
 * it becomes a proposal. Later saves of the same register wait for it. One that comes too late is handed to the office.
 */
export async function sendUnsent(personId: string): Promise<Sending> {
  const sent: UnsentRegister[] = []
  const handed: UnsentRegister[] = []
  const held = new Set<string>()
  for (const unsent of await unsentOf(personId)) {
    if (unsent.state !== 'waiting') held.add(unsent.id)
    if (held.has(unsent.id)) continue
    const outcome = await sendOne(unsent)
    if (outcome === 'stopped') return { sent, handed, stopped: true }
    if (outcome === 'sent') sent.push(unsent)
    else if (outcome === 'handed') handed.push(unsent)
    else held.add(unsent.id)
  }
  return { sent, handed, stopped: false }
}

async function sendOne(unsent: UnsentRegister): Promise<'sent' | 'handed' | 'held' | 'stopped'> {
  try {
    await sendTaking(unsent.address, unsent.body)
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) {
      if (thrown instanceof OfflineError) return 'stopped'
      throw thrown
    }
    if (isForLater(thrown)) return 'stopped'
    if (isTooLate(thrown)) return handOver(unsent)
    const conflict = conflictIn(thrown)
    await keepUnsent({
      ...unsent,
      message: thrown.message,
      ...(conflict === undefined ? { state: 'refused' } : { state: 'clash', conflict }),
    })
    return 'held'
  }
  await dropUnsent(unsent.key)
  await forgetRegister(unsent.id)
  return 'sent'
}

/** The marks that a save would have overwritten, where that is why it was refused. */
export function conflictIn(error: unknown): Conflict | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'register.changed-meanwhile') return undefined
  // The contract's `conflictShape` is what the server puts there; nothing else has this code.
  return error.problem.details as Conflict
}

const LOCK = 'firstbell-send-registers'

/** Does something while no tab is sending. */
export async function sendingNothing<T>(act: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(LOCK, act) : act()
}

/** One tab sends at a time; the others would only repeat it. The person is told what went to the office instead. */
export async function sendAlone(personId: string): Promise<Sending> {
  const nothing: Sending = { sent: [], handed: [], stopped: false }
  const sending = !('locks' in navigator)
    ? await sendUnsent(personId)
    : await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) =>
        lock === null ? nothing : sendUnsent(personId),
      )
  sayHanded(sending.handed)
  return sending
}
