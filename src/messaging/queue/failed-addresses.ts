import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { kept, many, type Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type { EventKind } from '../rules/message-state.ts'
import { addressesOf, oneEmail, oneNumber } from '../rules/phone.ts'
import type { ReachableContact } from '../rules/shapes.ts'
import { messagesById } from './store.ts'

interface Failure {
  readonly failedAt: Moment
  readonly messageId: string
}

/**
 * Those of these numbers and addresses (as `oneNumber` and `oneEmail` spell them) whose last news is that a service said that they do not
 * work. One table at a time: joined, a database that has not counted its rows compares all that was ever sent with one another.
 */
async function failedAmong(
  tx: Tx,
  of: { schoolId: SchoolId; addresses: readonly string[] },
): Promise<ReadonlyMap<string, Failure>> {
  const { schoolId, addresses } = of
  if (addresses.length === 0) return new Map()
  const sent = await many(
    tx,
    sql<{ messageId: string; address: string }>`${kept}
      select message_id as "messageId", address from messaging.message
      where school_id = ${schoolId} and address = any (${[...new Set(addresses)]}::text[])`,
  )
  const news = await many(
    tx,
    sql<{ messageId: string; kind: EventKind; at: Moment }>`${kept}
      select message_id as "messageId", kind, at from messaging.event
      where school_id = ${schoolId} and message_id = any (${sent.map(({ messageId }) => messageId)}::uuid[])
        and kind in ('failed', 'delivered') and (kind = 'delivered' or facts @> '{"addressAtFault": true}')
      order by number`,
  )
  const addressOf = new Map(sent.map(({ messageId, address }) => [messageId, address]))
  const failed = new Map<string, Failure>()
  for (const { messageId, kind, at } of news) {
    const address = addressOf.get(messageId) ?? ''
    if (kind === 'delivered') failed.delete(address)
    else failed.set(address, { failedAt: at, messageId })
  }
  return failed
}

/** Every number and address of a school's messages that does not work: from the few that ever failed. */
async function failedAddresses(tx: Tx, schoolId: SchoolId): Promise<ReadonlyMap<string, Failure>> {
  const ever = await many(
    tx,
    sql<{ messageId: string }>`
      select message_id as "messageId" from messaging.event
      where school_id = ${schoolId} and kind = 'failed' and facts @> '{"addressAtFault": true}'`,
  )
  const messages = await messagesById(tx, { schoolId, messageIds: ever.map(({ messageId }) => messageId) })
  return failedAmong(tx, { schoolId, addresses: messages.flatMap(({ address }) => address ?? []) })
}

/** Which of contacts’ own numbers and addresses do not work. */
export async function failedOfContacts(
  tx: Tx,
  of: { schoolId: SchoolId; contacts: readonly Pick<ReachableContact, 'phones' | 'email'>[] },
): Promise<ReadonlySet<string>> {
  return new Set((await failedAmong(tx, { schoolId: of.schoolId, addresses: of.contacts.flatMap(addressesOf) })).keys())
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
