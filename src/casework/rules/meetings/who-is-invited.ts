import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import { whyNotTold } from '../../../messaging/contract.ts'
import type { Participant } from '../../contract/entries/meetings.ts'

/** A contact of the child, as far as an invitation asks. */
export type PossibleGuest = Exclude<Parameters<typeof whyNotTold>[0], undefined> & {
  readonly contactId: ContactId
  readonly pupilId: PupilId
  readonly relationship: string
}

export interface Guest {
  readonly contactId: ContactId
  readonly name: string
  readonly relationship: string
  /** Why they cannot be invited; null where they can. */
  readonly whyNot: string | null
}

/** The child's contacts, and of each whether a meeting about the child may be told to them: every parent entitled, by themselves. */
export function guestsOf(contacts: readonly PossibleGuest[]): readonly Guest[] {
  return contacts.map((contact) => ({
    contactId: contact.contactId,
    name: [contact.title, contact.forenames, contact.surname].filter(Boolean).join(' '),
    relationship: contact.relationship,
    whyNot: whyNotTold(contact, 'parent')?.message ?? null,
  }))
}

/** Those of a list who may not be invited: contacts who must not be told, are not told, or are none of this child. */
export function notToBeInvited(
  invited: readonly Participant[],
  contacts: readonly PossibleGuest[],
): readonly { readonly name: string; readonly why: string }[] {
  const guests = guestsOf(contacts)
  return invited.flatMap(({ id, who, name }) => {
    if (who !== 'contact') return []
    const guest = guests.find(({ contactId }) => contactId === id)
    const why = guest === undefined ? 'This person is not a contact of the child.' : guest.whyNot
    return why === null ? [] : [{ name, why }]
  })
}
