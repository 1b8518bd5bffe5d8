import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadRecord } from '../load-record.ts'
import { contactAddressFor, pupilAddressFor, type SeenAddress } from '../rules/address-visibility.ts'
import type { Viewer } from '../rules/flag-visibility.ts'
import { householdOf } from '../rules/pupil-record.ts'

/** Where a contact of a pupil lives, as far as somebody may see it: for the envelope of a letter. */
export async function contactAddress(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; contactId: ContactId; viewer: Viewer },
): Promise<SeenAddress> {
  const record = await loadRecord(tx, of)
  if (record === undefined) return { state: 'none' }
  const household = householdOf(record)
  const contact = household.contacts.find((one) => one.contactId === of.contactId)
  return contact === undefined ? { state: 'none' } : contactAddressFor(household, contact, of.viewer)
}

/** Where a pupil lives, as far as somebody may see it: for a visit to the home. */
export async function pupilAddress(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; viewer: Viewer },
): Promise<SeenAddress> {
  const record = await loadRecord(tx, of)
  return record === undefined ? { state: 'none' } : pupilAddressFor(householdOf(record), of.viewer)
}
