import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { run, type Tx } from '../../platform/database/database.ts'
import { notAnyMore } from '../queue/not-any-more.ts'
import { queueMessage } from '../queue/queue-message.ts'
import { quietHoursOf } from '../queue/quiet-hours-of.ts'
import type { MessageRow } from '../queue/store.ts'
import { withdraw } from '../queue/withdraw-messages.ts'
import { replaceWithNow, sayNow } from '../queue/word-anew.ts'
import type { MergeValues } from '../rules/merge-fields.ts'
import { afterQuietHours } from '../rules/quiet-hours.ts'

/** What a message says is not so any more: why it does not go, and about whom of its children it still would be so. */
export interface NoLongerSo {
  readonly why: string
  readonly left: readonly PupilId[]
}

/** What a message says is counted: these are its fields as they come to now. */
export interface CountedNow {
  readonly merge: MergeValues
}

/** Whoever causes messages knows when what they say has been overtaken; asked of all that are due, just before they go. By message. */
export type AskOvertaken = (
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly now: Moment; readonly messages: readonly MessageRow[] },
) => Promise<ReadonlyMap<string, NoLongerSo | CountedNow>>

/**
 * Why a message that is due does not go now: its day is over, it must not go any more, it goes in other words, or the family is left in peace
 * until `at`.
 */
export type Hindrance =
  | { readonly kind: 'lapsed' }
  | ({ readonly kind: 'withdrawn' } & NoLongerSo)
  | { readonly kind: 'otherwise'; readonly next: MessageRow }
  | { readonly kind: 'later'; readonly at: Moment }

export const LAPSED = 'its day was over before it could be sent'

/** What hinders each of these messages now: much may have changed since they were written. */
export async function hindrancesOf(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; messages: readonly MessageRow[]; overtaken?: AskOvertaken | undefined },
): Promise<ReadonlyMap<string, Hindrance>> {
  const { schoolId, now, messages } = of
  if (messages.length === 0) return new Map()
  const over = await of.overtaken?.(tx, { schoolId, now, messages })
  const not = await notAnyMore(tx, { schoolId, now, messages })
  const allowed = afterQuietHours(now, await quietHoursOf(tx, { schoolId, now }))
  const found = new Map<string, Hindrance>()
  for (const row of messages) {
    const { messageId, notAfter, safety, urgent } = row
    const so = over?.get(messageId)
    const why = not.get(messageId)
    if (notAfter !== null && notAfter <= now) found.set(messageId, { kind: 'lapsed' })
    else if (so !== undefined && 'why' in so) found.set(messageId, { kind: 'withdrawn', ...so })
    else if (why !== undefined) found.set(messageId, { kind: 'withdrawn', why, left: [] })
    else if (allowed !== now && !(safety && urgent)) found.set(messageId, { kind: 'later', at: allowed })
    else if (so !== undefined) {
      const says = await sayNow(tx, { schoolId, row, merge: so.merge, now })
      if (says.kind === 'nothing') found.set(messageId, { kind: 'withdrawn', why: says.why, left: [] })
      if (says.kind === 'otherwise') found.set(messageId, { kind: 'otherwise', next: says.row })
    }
  }
  return found
}

/** Puts a message that is hindered where it belongs. Its open row must be held, and it must be certain that no try of it is under way. */
export async function hinder(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; row: MessageRow; hindrance: Hindrance },
): Promise<void> {
  const { schoolId, now, row, hindrance } = of
  const { messageId } = row
  if (hindrance.kind === 'lapsed') return withdraw(tx, { schoolId, messageId, at: now, kind: 'lapsed', why: LAPSED })
  if (hindrance.kind === 'withdrawn') {
    await withdraw(tx, { schoolId, messageId, at: now, why: hindrance.why })
    if (hindrance.left.length > 0) await writeAgain(tx, { schoolId, now, row, about: hindrance.left })
    return
  }
  if (hindrance.kind === 'otherwise')
    return replaceWithNow(tx, { schoolId, before: row, next: hindrance.next, stage: 'send' })
  await run(
    tx,
    sql`update messaging.open set next_at = ${hindrance.at}, claimed_until = null
      where school_id = ${schoolId} and message_id = ${messageId}`,
  )
}

/** Of brothers and sisters in one message some are meant still: another message about them goes in its place. */
async function writeAgain(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; row: MessageRow; about: readonly PupilId[] },
): Promise<void> {
  const { schoolId, now, row, about } = of
  const { templateKey: template, contactId: to, merge, urgent, byId: id, byName: name, byPosition: position } = row
  const cause = `${row.cause}:without-others`
  await queueMessage(tx, { schoolId, template, about, to, merge, urgent, cause, now, by: { id, name, position } })
}
