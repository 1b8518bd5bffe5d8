import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { kept, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import { loadRecord } from '../load-record.ts'
import type { FlagKind } from '../rules/flag-visibility.ts'
import { type AdmissionParticulars, particularsOf } from '../rules/particulars.ts'

/**
 * One entry of the admission register whole, confidential addresses included; undefined where there is no such pupil. For returns that
 * the law wants made of it: who may be shown it is the asker's to decide, by `confidential`.
 */
export async function admissionParticulars(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; day: Day },
): Promise<AdmissionParticulars | undefined> {
  const record = await loadRecord(tx, of)
  return record === undefined ? undefined : particularsOf(record, of.day)
}

/** The pupils with flags of these kinds in force on a day. What a flag means for whom is shown is `maySeeFlag`'s to say. */
export async function flaggedPupils(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day; kinds: readonly FlagKind[] },
): Promise<readonly { readonly pupilId: PupilId; readonly kind: FlagKind }[]> {
  return many(
    tx,
    sql<{ pupilId: PupilId; kind: FlagKind }>`${kept}
      select distinct pupil_id as "pupilId", kind from roll.flag
      where school_id = ${of.schoolId} and kind = any (${[...of.kinds]}::text[])
        and from_day <= ${of.day} and (until_day is null or until_day > ${of.day})`,
  )
}

/** What the authority of a school is called: that which maintains it, or in whose area it stands. Null where none is entered. */
export async function authorityName(tx: Tx, schoolId: SchoolId): Promise<string | null> {
  const row = await maybeOne(
    tx,
    sql<{ name: string }>`select authority.name from roll.school join roll.authority using (authority_id)
      where school_id = ${schoolId}`,
  )
  return row?.name ?? null
}
