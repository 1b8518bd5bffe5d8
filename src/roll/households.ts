import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { many, type Tx } from '../platform/database/database.ts'

/**
 * Which pupils live together, as far as the roll knows: those with the same address hold the same name here. It is for adding up and comparing; it
 * names no address, and a hidden address is no exception because it is not told. Pupils without an address are left out.
 */
export async function households(tx: Tx, schoolId: SchoolId): Promise<ReadonlyMap<PupilId, string>> {
  const rows = await many(
    tx,
    sql<{ pupilId: PupilId; addressId: string }>`
      select pupil_id as "pupilId", address_id as "addressId" from roll.pupil
      where school_id = ${schoolId} and address_id in (
        select address_id from roll.pupil where school_id = ${schoolId} group by address_id having count(*) > 1)`,
  )
  return new Map(rows.map(({ pupilId, addressId }) => [pupilId, addressId]))
}
