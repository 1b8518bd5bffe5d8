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
      where school_id = ${schoolId} and address_id in (
        select address_id from roll.pupil where school_id = ${schoolId} group by address_id having count(*) > 1)`,
  )
  const addressIds = [...new Set(rows.map(({ addressId }) => addressId))]
  const addresses = await addressesForShowing(tx, { schoolId, addressIds })
  const shown = new Set(addresses.filter(({ confidential }) => !confidential).map((row) => row.address_id))
  return new Map(rows.flatMap(({ pupilId, addressId }) => (shown.has(addressId) ? [[pupilId, addressId]] : [])))
}
