import type { ContactId } from '../../kernel/ids.ts'
import { isHouseholdConfidential } from './address-visibility.ts'
import type { Viewer } from './flag-visibility.ts'
import { householdOf, type PupilRecord } from './pupil-record.ts'
import type { ContactRow, PupilContactRow } from './rows.ts'

/** An adult whom the school knows from a brother or sister, offered as a contact of another pupil. Never an address or a number. */
export interface OfferedContact {
  readonly contact: ContactRow
  /** Of which pupils, and as what; the link of the first is what the form begins with. */
  readonly of: readonly { readonly pupil: PupilRecord['pupil']; readonly link: PupilContactRow }[]
}

/** Whether the pupil's household may not be found by this viewer: then nothing is offered, whether there are others or not. */
export function isWithheld(record: PupilRecord, viewer: Viewer): boolean {
  return isHouseholdConfidential(householdOf(record)) && !viewer.sensitive
}

/**
 * The contacts of `siblings` who may be offered for a pupil, by name. Left out are people who are contacts already; anybody who
 * must not be told about any pupil (`barred`), because a bar must not be got round by way of another child; and everybody of a
 * household that the viewer may not find, because an offer says who belongs together.
 */
export function contactsToChoose(
  record: PupilRecord,
  around: {
    readonly siblings: readonly PupilRecord[]
    readonly barred: ReadonlySet<ContactId>
    readonly viewer: Viewer
  },
): readonly OfferedContact[] {
  const { siblings, barred, viewer } = around
  if (isWithheld(record, viewer)) return []
  const already = new Set(record.links.filter((link) => link.until_day === null).map((link) => link.contact_id))
  const found = new Map<
    ContactId,
    { contact: ContactRow; of: { pupil: PupilRecord['pupil']; link: PupilContactRow }[] }
  >()
  for (const sibling of siblings.filter((one) => !isWithheld(one, viewer)))
    for (const link of sibling.links) {
      if (link.until_day !== null || link.barred || barred.has(link.contact_id) || already.has(link.contact_id))
        continue
      const contact = sibling.contacts.find((one) => one.contact_id === link.contact_id)
      if (contact === undefined) continue
      const offered = found.get(link.contact_id) ?? { contact, of: [] }
      offered.of.push({ pupil: sibling.pupil, link })
      found.set(link.contact_id, offered)
    }
  return [...found.values()].sort((one, other) => compare(one.contact, other.contact))
}

const nameOf = (contact: ContactRow) => `${contact.surname} ${contact.forenames} ${contact.contact_id}`
const compare = (one: ContactRow, other: ContactRow) => (nameOf(one) < nameOf(other) ? -1 : 1)
