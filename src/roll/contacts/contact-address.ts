import { sql } from 'kysely'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { loadRecord } from '../load-record.ts'
import { contactAddressFor, type Household, pupilAddressFor, type SeenAddress } from '../rules/address-visibility.ts'
import type { Viewer } from '../rules/flag-visibility.ts'
import { householdOf } from '../rules/pupil-record.ts'
import type { PupilContactRow, PupilRow } from '../rules/rows.ts'
import { addressesForShowing, contactsById } from '../store.ts'

/** A contact, in relation to one of the children. */
export interface ContactOfChild {
  readonly pupilId: PupilId
  readonly contactId: ContactId
}

/**
 * Where contacts of pupils live, as far as somebody may see it: for the envelopes of letters, all of them at once. In the order asked.
 */
export async function contactAddresses(
  tx: Tx,
  of: { schoolId: SchoolId; wanted: readonly ContactOfChild[]; viewer: Viewer },
): Promise<readonly SeenAddress[]> {
  const households = await householdsOf(tx, {
    schoolId: of.schoolId,
    pupilIds: [...new Set(of.wanted.map(({ pupilId }) => pupilId))],
  })
  return of.wanted.map(({ pupilId, contactId }) => {
    const household = households.get(pupilId)
    const contact = household?.contacts.find((one) => one.contactId === contactId)
    return household === undefined || contact === undefined
      ? { state: 'none' }
      : contactAddressFor(household, contact, of.viewer)
  })
}

async function householdsOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[] },
): Promise<ReadonlyMap<PupilId, Household>> {
  const { schoolId, pupilIds } = of
  const ofThese = sql`school_id = ${schoolId} and pupil_id = any (${[...pupilIds]}::uuid[])`
  const pupils = await many(tx, sql<PupilRow>`select * from roll.pupil where ${ofThese}`)
  const links = await many(tx, sql<PupilContactRow>`select * from roll.pupil_contact where ${ofThese}`)
  const contacts = await contactsById(tx, { schoolId, contactIds: links.map((link) => link.contact_id) })
  const addressIds = [...pupils, ...contacts].flatMap((one) => one.address_id ?? [])
  const addresses = await addressesForShowing(tx, { schoolId, addressIds })
  const linksOf = Map.groupBy(links, (link) => link.pupil_id)
  return new Map(
    pupils.map((pupil) => {
      const own = linksOf.get(pupil.pupil_id) ?? []
      return [pupil.pupil_id, householdOf({ pupil, links: own, contacts, addresses })]
    }),
  )
}

/** Where a pupil lives, as far as somebody may see it: for a visit to the home. */
export async function pupilAddress(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; viewer: Viewer },
): Promise<SeenAddress> {
  const record = await loadRecord(tx, of)
  return record === undefined ? { state: 'none' } : pupilAddressFor(householdOf(record), of.viewer)
}
