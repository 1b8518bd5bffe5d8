import { randomUUID } from 'node:crypto'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { causeAgain } from '../rules/cause.ts'
import type { MergeValues } from '../rules/merge-fields.ts'
import { templateOf } from '../templates/store.ts'
import type { MessageRow, Stage } from './store.ts'
import { replaceMessage } from './withdraw-messages.ts'
import { writeMessage } from './write-message.ts'

/** What a message says now: as it was written, in other words, or nothing any more. */
export type SaysNow =
  | { readonly kind: 'the same' }
  | { readonly kind: 'otherwise'; readonly row: MessageRow }
  | { readonly kind: 'nothing'; readonly why: string }

/** A message that has not gone, worded with what its fields come to now, in the language and by the wording of now. Nothing is kept. */
export async function sayNow(
  tx: Tx,
  of: { schoolId: SchoolId; row: MessageRow; merge: MergeValues; now: Moment },
): Promise<SaysNow> {
  const { schoolId, row, merge, now } = of
  const { templateKey: key, contactId: to, pupilIds: about, channel } = row
  const template = await templateOf(tx, { schoolId, key })
  if (template === undefined) return { kind: 'nothing', why: 'Its template is not used any more.' }
  const day = schoolTime(now).day
  const written = await writeMessage(tx, { schoolId, template, about, to, merge, day, channel })
  if (!written.ok) return { kind: 'nothing', why: written.problem.message }
  const { text, address, subject, body, notes, contactName } = written.value
  if (row.subject === subject && row.body === body && row.address === address && row.language === text.language)
    return { kind: 'the same' }
  const messageId = randomUUID()
  return {
    kind: 'otherwise',
    row: {
      ...row,
      messageId,
      cause: causeAgain(row.cause, messageId),
      contactName,
      templateVersion: template.version,
      language: text.language,
      address,
      subject,
      body,
      merge,
      notes,
      at: now,
    },
  }
}

export const COUNTED_AGAIN = 'counted again from the registers just before it went'

/** Puts what a message says now in its place; both are kept. Its open row must be held. */
export function replaceWithNow(
  tx: Tx,
  of: { schoolId: SchoolId; before: MessageRow; next: MessageRow; stage: Stage; by?: Caller },
): Promise<void> {
  return replaceMessage(tx, { ...of, why: COUNTED_AGAIN, at: of.next.at })
}
