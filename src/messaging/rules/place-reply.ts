import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { oneEmail, oneNumber } from './phone.ts'
import type { ReachableContact } from './shapes.ts'

/** Whose a reply is, as far as its number or address and the message it answers say. */
export interface Placed {
  readonly contactId: ContactId | null
  readonly contactName: string | null
  /** The number or address belongs to somebody who must not be told about a child: read it, and do not answer. */
  readonly barred: boolean
  /** The children it is about; none where a person has to say. */
  readonly pupilIds: readonly PupilId[]
}

const NOT_PLACED: Placed = { contactId: null, contactName: null, barred: false, pupilIds: [] }

/**
 * Places a reply. The message that it answers says which children it is about, if the number or address is still that contact's; without
 * one it is about every child of whom its sender may be told. Where two contacts have the number, or a barred one has it, nothing is
 * supposed: a person says whose it is.
 * @param around.contacts every contact of the school's pupils today.
 * @param around.answers the message that it answers, if that is known.
 */
export function placeReply(
  reply: { readonly channel: 'text' | 'email'; readonly sender: string },
  around: {
    readonly contacts: readonly ReachableContact[]
    readonly answers: { readonly contactId: ContactId; readonly pupilIds: readonly PupilId[] } | undefined
  },
): Placed {
  const links = around.contacts.filter((one) => hasAddress(one, reply))
  const barred = links.some((one) => one.barred)
  const ids = [...new Set(links.map((one) => one.contactId))]
  const { answers } = around
  const contactId =
    answers !== undefined && ids.includes(answers.contactId) ? answers.contactId : ids.length === 1 ? ids[0] : undefined
  const own = links.filter((one) => one.contactId === contactId)
  const [first] = own
  if (contactId === undefined || first === undefined) return { ...NOT_PLACED, barred }
  const contactName = `${first.title} ${first.forenames} ${first.surname}`.replaceAll(/\s+/g, ' ').trim()
  if (barred) return { contactId, contactName, barred, pupilIds: [] }
  const told = own.filter((one) => one.mayBeTold).map((one) => one.pupilId)
  const about = answers?.contactId === contactId ? answers.pupilIds.filter((id) => told.includes(id)) : told
  return { contactId, contactName, barred, pupilIds: about.length > 0 ? about : told }
}

function hasAddress(
  contact: ReachableContact,
  { channel, sender }: { channel: 'text' | 'email'; sender: string },
): boolean {
  if (channel === 'email') return contact.email !== null && oneEmail(contact.email) === oneEmail(sender)
  const number = oneNumber(sender)
  return number !== undefined && contact.phones.some((one) => oneNumber(one.number) === number)
}
