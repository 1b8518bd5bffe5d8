import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { oneEmail, oneNumber } from '../rules/phone.ts'

interface FailedRow {
  readonly address: string
  readonly failedAt: Moment
  readonly messageId: string
}

/** Numbers and addresses that a service said do not work, and that nothing has reached since. */
export async function failedAddresses(tx: Tx, schoolId: SchoolId): Promise<ReadonlyMap<string, FailedRow>> {
  const rows = await many(
    tx,
    sql<FailedRow>`
      select distinct on (message.address) message.address, event.at as "failedAt", message.message_id as "messageId"
      from messaging.event
      join messaging.message on message.school_id = event.school_id and message.message_id = event.message_id
      where event.school_id = ${schoolId} and event.kind = 'failed' and event.facts @> '{"addressAtFault": true}'
        and message.address is not null
        and not exists (
          select from messaging.event as later
          join messaging.message as other on other.school_id = later.school_id and other.message_id = later.message_id
          where later.school_id = ${schoolId} and later.kind = 'delivered' and later.number > event.number
            and other.address = message.address
        )
      order by message.address, event.number desc`,
  )
  return new Map(rows.map((row) => [row.address, row]))
}

/** A number or address of a contact that does not work any more: somebody has to ask the family for another. */
export interface ContactFailure {
  readonly contactId: ContactId
  readonly contactName: string
  readonly pupilIds: readonly PupilId[]
  readonly channel: 'text' | 'email'
  readonly address: string
  readonly failedAt: Moment
  /** The message that showed it. */
  readonly messageId: string
}

/**
 * The numbers and addresses on the roll that a service said do not work, with whose they are: a fact about data quality, from which a duty
 * follows. One that was taken off the contact since is no failure any more.
 */
export async function contactFailures(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day },
): Promise<readonly ContactFailure[]> {
  const failed = await failedAddresses(tx, of.schoolId)
  if (failed.size === 0) return []
  const found = new Map<string, ContactFailure>()
  for (const contact of await contactsOfPupils(tx, of)) {
    const addresses = [
      ...contact.phones.map(({ number }) => ({ channel: 'text' as const, address: oneNumber(number) })),
      { channel: 'email' as const, address: contact.email === null ? undefined : oneEmail(contact.email) },
    ]
    for (const { channel, address } of addresses) {
      const failure = address === undefined ? undefined : failed.get(address)
      if (address === undefined || failure === undefined) continue
      const key = `${contact.contactId} ${address}`
      const before = found.get(key)
      found.set(key, {
        contactId: contact.contactId,
        contactName: `${contact.forenames} ${contact.surname}`,
        pupilIds: [...new Set([...(before?.pupilIds ?? []), contact.pupilId])],
        channel,
        address,
        failedAt: failure.failedAt,
        messageId: failure.messageId,
      })
    }
  }
  return [...found.values()]
}
