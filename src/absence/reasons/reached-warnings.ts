import type { SchoolId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { MessageState } from '../../messaging/contract.ts'
import { type KnownMessage, messagesAbout } from '../../messaging/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { KeptWarning } from './warnings.ts'

/** What made the message of a warning. */
export function causeOfWarning(warningId: string): string {
  return `absence-warning:${warningId}`
}

interface Of {
  readonly schoolId: SchoolId
  readonly warnings: readonly KeptWarning[]
}

/**
 * The warnings that families can have had, each from the moment it went: one that waits while the service is down, or that failed, has told
 * nobody, and nothing turns unauthorised because of it. What was said by hand counts from when it was.
 */
export async function reachedWarnings(tx: Tx, of: Of): Promise<readonly KeptWarning[]> {
  const messageOf = await messagesOf(tx, of)
  return of.warnings.flatMap((warning) => {
    const message = messageOf(warning)
    const at = message === undefined ? warning.at : wentAt(message)
    return at === undefined ? [] : [{ ...warning, at }]
  })
}

const NEVER_CAME: readonly MessageState[] = ['failed', 'withdrawn', 'lapsed']

/** The warnings but those of which is known that they told nobody: such a family is to be told again. */
export async function warningsNotFailed(tx: Tx, of: Of): Promise<readonly KeptWarning[]> {
  const messageOf = await messagesOf(tx, of)
  return of.warnings.filter((warning) => !NEVER_CAME.includes(messageOf(warning)?.state ?? 'sent'))
}

/** The message of a warning, or the one that it became part of; undefined where it was given by hand. */
async function messagesOf(tx: Tx, { schoolId, warnings }: Of) {
  const days = warnings.map(({ at }) => schoolTime(at).day).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  const pupilIds = [...new Set(warnings.map(({ pupilId }) => pupilId))]
  const messages =
    from === undefined || to === undefined ? [] : await messagesAbout(tx, { schoolId, pupilIds, from, to })
  const byCause = new Map(messages.map((message) => [message.cause, message]))
  const byId = new Map(messages.map((message) => [message.messageId, message]))
  const whole = (message: KnownMessage | undefined): KnownMessage | undefined => {
    const into = message?.events.findLast(({ kind }) => kind === 'merged')?.facts.into
    return typeof into === 'string' ? whole(byId.get(into)) : message
  }
  return (warning: KeptWarning) => whole(byCause.get(causeOfWarning(warning.id)))
}

/** When a message left the school; undefined while it has not, or where it did not arrive. */
function wentAt({ state, events }: KnownMessage): Moment | undefined {
  if (state !== 'sent' && state !== 'delivered') return undefined
  return events.find(({ kind }) => kind === 'handed-over' || kind === 'sent-by-hand' || kind === 'delivered')?.at
}
