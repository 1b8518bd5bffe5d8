import type { ContactId } from '../../kernel/ids.ts'
import type { Address } from './address.ts'
import type { Viewer } from './flag-visibility.ts'

// A leaked address harms somebody. Where two readings are possible, these rules take the one that shows less.

/** One row for a dwelling, however many live there. */
export interface KnownAddress extends Address {
  readonly id: string
  readonly confidential: boolean
}

export interface HouseholdContact {
  readonly contactId: ContactId
  readonly livesWith: boolean
  readonly address: KnownAddress | null
}

/** A pupil's address and those of the contacts, as the database has them: for these rules, never for an answer. */
export interface Household {
  readonly pupil: KnownAddress | null
  readonly contacts: readonly HouseholdContact[]
  /** It may not be found today, so its past is not told either, whatever the addresses were then. */
  readonly concealed?: boolean
}

export type SeenAddress =
  | { readonly state: 'shown'; readonly address: Address; readonly confidential: boolean }
  /** There is one, and the caller is not to know it. */
  | { readonly state: 'hidden' }
  | { readonly state: 'none' }

/**
 * Whether anybody of the household may not be found. If one address of those who live together is confidential, none of theirs
 * is shown: a differently typed copy on the mother's record would otherwise give the child's away.
 */
export function isHouseholdConfidential(household: Household): boolean {
  return (
    household.concealed === true ||
    household.pupil?.confidential === true ||
    household.contacts.some((contact) => contact.livesWith && contact.address?.confidential === true)
  )
}

/** Whether a dwelling is that of the pupil's household: also where a contact who lives elsewhere was given it by mistake. */
function isWhereTheyLive(household: Household, address: KnownAddress | null): boolean {
  const ids = [household.pupil, ...household.contacts.filter((one) => one.livesWith).map((one) => one.address)]
  return ids.some((one) => one !== null && one.id === address?.id)
}

function seen(address: KnownAddress | null, hide: boolean): SeenAddress {
  if (address === null) return { state: 'none' }
  if (hide) return { state: 'hidden' }
  const { lines, town, postcode, confidential } = address
  return { state: 'shown', address: { lines, town, postcode }, confidential }
}

/** What a member of staff sees of the pupil's own address. */
export function pupilAddressFor(household: Household, viewer: Viewer): SeenAddress {
  return seen(household.pupil, !viewer.contacts || (isHouseholdConfidential(household) && !viewer.sensitive))
}

/** What a member of staff sees of one contact's address. */
export function contactAddressFor(household: Household, contact: HouseholdContact, viewer: Viewer): SeenAddress {
  const together = contact.livesWith || isWhereTheyLive(household, contact.address)
  const confidential = contact.address?.confidential === true || (together && isHouseholdConfidential(household))
  return seen(contact.address, !viewer.contacts || (confidential && !viewer.sensitive))
}

/** Where the pupil will live (regulation 8(3)): treated as the pupil's own address, and hidden with the household. */
export function futureAddressFor(address: KnownAddress | null, household: Household, viewer: Viewer): SeenAddress {
  const confidential = address?.confidential === true || isHouseholdConfidential(household)
  return seen(address, !viewer.contacts || (confidential && !viewer.sensitive))
}

/**
 * What a parent or contact is shown, in a letter or on a screen of theirs: their own address; the pupil's only if they live with
 * the pupil at that very address; nobody else's, ever.
 */
export function addressesForContact(
  household: Household,
  contactId: ContactId,
): { readonly own: SeenAddress; readonly pupil: SeenAddress } {
  const contact = household.contacts.find((one) => one.contactId === contactId)
  if (contact === undefined) return { own: { state: 'none' }, pupil: { state: 'hidden' } }
  const together =
    contact.livesWith && contact.address !== null && contact.address.id === (household.pupil?.id ?? undefined)
  return { own: seen(contact.address, false), pupil: seen(household.pupil, !together) }
}
