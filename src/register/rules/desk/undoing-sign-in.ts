import { conflict, type Result, refused, success } from '../../../kernel/result.ts'
import type { SessionIndex } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { Entry } from '../journal.ts'
import { standingIn } from '../standing.ts'
import type { DecidedMark } from '../taking.ts'
import { UNDOES, withoutUndone } from '../undone.ts'

/** How long somebody may take back a sign-in of their own. Somebody at a gate sees a slip only when the queue has passed. */
export const UNDO_SIGN_IN_MINUTES = 5

const MINUTE_MS = 60_000

/** Why the mark went back, as the journal keeps it. */
export const UNDO_SIGN_IN_REASON = 'undone within minutes of signing in'

/**
 * The mark that undoing a sign-in makes: it goes back to what it was, a blank too, with what was recorded beside that. Only
 * the caller's own sign-in, within minutes, while nobody has touched the mark since.
 * @param facts.entries every entry that touches the session, in order.
 */
export function decideUndoSignIn(facts: {
  readonly arrival: Entry | undefined
  readonly entries: readonly Entry[]
  readonly byteNow: number
  readonly callerId: string
  readonly now: Moment
}): Result<DecidedMark> {
  const { arrival, entries, byteNow, callerId, now } = facts
  const [mark] = arrival?.marks ?? []
  if (arrival?.act !== 'signed-in' || mark === undefined || arrival.by.id !== callerId)
    return refused('register.no-such-sign-in', 'There is no sign-in of yours with this number. Open the page again.')
  if (entries.some((entry) => entry.act === 'undone' && entry.facts[UNDOES] === arrival.number))
    return refused('register.already-undone', 'This sign-in has been undone already.')
  if (Date.parse(now) - Date.parse(arrival.madeAt) > UNDO_SIGN_IN_MINUTES * MINUTE_MS)
    return refused(
      'register.undo-over',
      `A sign-in can be undone for ${UNDO_SIGN_IN_MINUTES} minutes. Ask the office to amend the mark.`,
    )
  const later = withoutUndone(entries).findLast(
    (entry) => entry.number > arrival.number && entry.marks.some((one) => isSame(one, mark)),
  )
  if (later !== undefined || byteNow !== mark.to)
    return conflict(
      'register.changed-since',
      `${later?.by.name ?? 'Somebody'} has changed this mark since. It was not undone: look at it, and ask the office to amend it.`,
    )
  const before = standingIn(
    mark.session,
    entries.filter((entry) => entry.number < arrival.number),
  ).get(mark.pupilId)
  const details = before?.details ?? {}
  const { pupilId, session, from } = mark
  return success({ pupilId, session, to: from, ...(Object.keys(details).length === 0 ? {} : { details }) })
}

function isSame(one: { pupilId: string; session: SessionIndex }, other: { pupilId: string; session: SessionIndex }) {
  return one.pupilId === other.pupilId && one.session === other.session
}
