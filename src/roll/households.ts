import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { many, type Tx } from '../platform/database/database.ts'
import { addressesForShowing } from './store.ts'

/**
 * Which pupils live together, as far as the roll knows: those with the same address hold the same name here. It is for adding up and
 * comparing, and names no address. Pupils without an address are left out, and so is everybody of a dwelling that is confidential:
 * a list of pairs would say of two families that they are in one refuge.
 */
export async function households(tx: Tx, schoolId: SchoolId): Promise<ReadonlyMap<PupilId, string>> {
  const rows = await many(
    tx,
    sql<{ pupilId: PupilId; addressId: string }>`
      select pupil_id as "pupilId", address_id as "addressId" from roll.pupil
      where school_id = ${schoolId} and address_id is not null`,
  )
  // Grouped and joined here, and every address of the school asked for: a database without statistics compares each row with each.
  const dwellings = Map.groupBy(rows, ({ addressId }) => addressId)
  const addresses = await addressesForShowing(tx, { schoolId })
  return new Map(
    addresses.flatMap(({ address_id: addressId, confidential }) => {
      const members = dwellings.get(addressId) ?? []
      return confidential || members.length < 2
        ? []
        : members.map(({ pupilId }): [PupilId, string] => [pupilId, addressId])
    }),
  )
}
