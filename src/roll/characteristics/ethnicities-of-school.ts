import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { EthnicityCode } from '../../law/ethnicity.ts'
import { one, type Tx } from '../../platform/database/database.ts'

const ID_LENGTH = 36
const CODE_LENGTH = 4

/**
 * The code of every pupil of whom one is entered, for adding up, not for showing: who may know is `maySeeEthnicity`'s to say. One text of
 * an id and a code each, because a row each takes longer to carry over.
 */
export async function ethnicitiesOfSchool(
  tx: Tx,
  { schoolId }: { schoolId: SchoolId },
): Promise<ReadonlyMap<PupilId, EthnicityCode>> {
  const { found } = await one(
    tx,
    sql<{ found: string | null }>`
      select string_agg(pupil_id || code, '') as found from roll.ethnicity where school_id = ${schoolId}`,
  )
  const codes = new Map<PupilId, EthnicityCode>()
  const text = found ?? ''
  // Both were checked when they were written: hence the casts.
  for (let at = 0; at < text.length; at += ID_LENGTH + CODE_LENGTH)
    codes.set(
      text.slice(at, at + ID_LENGTH) as PupilId,
      text.slice(at + ID_LENGTH, at + ID_LENGTH + CODE_LENGTH) as EthnicityCode,
    )
  return codes
}
