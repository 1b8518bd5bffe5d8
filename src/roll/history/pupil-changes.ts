import { type RawBuilder, sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { loadRecord } from '../load-record.ts'
import type { Change, HistoryGround } from '../rules/history.ts'
import type { GroupRow } from '../rules/rows.ts'
import { addressesForShowing } from '../store.ts'
import { viewerOf } from '../viewer.ts'

/** Every change of a pupil's record, oldest first, with what is needed to put it into words; undefined without such a pupil. */
export async function pupilChanges(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId },
): Promise<{ readonly changes: readonly Change[]; readonly ground: HistoryGround } | undefined> {
  const { tx } = context
  const record = await loadRecord(tx, of)
  if (record === undefined) return undefined
  const changes = await many(tx, changesOf(of))
  const rows = changes.flatMap(({ before, after }) => [after, ...(before === null ? [] : [before])])
  const addressIds = rows.flatMap((row) => [row.address_id, row.future_address_id]).filter((id) => id != null)
  const addresses = await addressesForShowing(tx, { ...of, addressIds: [...new Set(addressIds.map(String))] })
  const ground = {
    record,
    viewer: viewerOf(context),
    addresses: new Map(addresses.map((row) => [row.address_id, row])),
    contactNames: new Map(record.contacts.map((row) => [row.contact_id, fullName(row.forenames, row.surname)])),
    groupNames: await allGroupNames(tx, of.schoolId),
  }
  return { changes, ground }
}

/** A contact's own details are of every pupil who has the contact, from when they became one. */
function changesOf(of: { schoolId: SchoolId; pupilId: PupilId }): RawBuilder<Change> {
  return sql<Change>`
    select number, at, by_name as "byName", by_position as "byPosition", reason, record, contact_id as "contactId", before, after
    from roll.change where school_id = ${of.schoolId} and pupil_id = ${of.pupilId}
    union all
    select number, at, by_name, by_position, reason, record, contact_id, before, after
    from roll.change where school_id = ${of.schoolId} and record = 'contact' and contact_id in (
      select contact_id from roll.pupil_contact where school_id = ${of.schoolId} and pupil_id = ${of.pupilId})
    order by number`
}

async function allGroupNames(tx: Tx, schoolId: SchoolId): Promise<HistoryGround['groupNames']> {
  const rows = await many(
    tx,
    sql<Pick<GroupRow, 'group_id' | 'name'>>`
      select group_id, name from roll.registration_group where school_id = ${schoolId}`,
  )
  return new Map(rows.map((row) => [row.group_id, row.name]))
}
