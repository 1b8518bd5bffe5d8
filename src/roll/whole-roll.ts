import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import { many, type Tx } from '../platform/database/database.ts'
import type {
  AddressRow,
  ContactRow,
  EthnicityRow,
  FlagRow,
  GroupRow,
  PlacementRow,
  PupilContactRow,
  PupilRow,
} from './rules/rows.ts'
import { addressesForShowing } from './store.ts'

/** Everybody who is on roll on a day or will be, with all that belongs to them: for imports and exports of a whole roster. */
export interface WholeRoll {
  readonly pupils: readonly PupilRow[]
  /** Of that day; of the starting day for those who have not begun. */
  readonly placements: readonly PlacementRow[]
  readonly groups: readonly GroupRow[]
  /** As they may be shown: confidential also where a differently typed copy on another record is. */
  readonly addresses: readonly AddressRow[]
  /** Ended ones too: somebody who was a contact before is taken up again, not entered twice. */
  readonly links: readonly PupilContactRow[]
  readonly contacts: readonly ContactRow[]
  readonly flags: readonly FlagRow[]
  readonly ethnicities: readonly EthnicityRow[]
  /** Admission numbers of pupils who have left: they are never given again. */
  readonly numbersUsed: readonly string[]
}

/** Reads the whole roll of a school in a handful of statements, however many pupils it has. */
export async function wholeRoll(tx: Tx, of: { schoolId: SchoolId; day: Day }): Promise<WholeRoll> {
  const { schoolId, day } = of
  const onRoll = sql`select pupil_id from roll.pupil
    where school_id = ${schoolId} and (leaving_day is null or leaving_day >= ${day})`
  const now = sql`from_day <= ${day} and (until_day is null or until_day > ${day})`
  const numbers = await many(
    tx,
    sql<{ number: string }>`select admission_number as number from roll.pupil
      where school_id = ${schoolId} and admission_number is not null and leaving_day < ${day}`,
  )
  return {
    pupils: await many(
      tx,
      sql<PupilRow>`select * from roll.pupil where school_id = ${schoolId} and pupil_id in (${onRoll}) order by sort_key, pupil_id`,
    ),
    placements: await many(
      tx,
      sql<PlacementRow>`select distinct on (placement.pupil_id) placement.* from roll.placement
        join roll.pupil on pupil.school_id = placement.school_id and pupil.pupil_id = placement.pupil_id
        where placement.school_id = ${schoolId} and placement.pupil_id in (${onRoll})
          and placement.from_day <= greatest(${day}::date, pupil.starting_day)
          and (placement.until_day is null or placement.until_day > ${day})
        order by placement.pupil_id, placement.from_day desc`,
    ),
    groups: await many(
      tx,
      sql<GroupRow>`select * from roll.registration_group
        where school_id = ${schoolId} and (until_day is null or until_day > ${day})`,
    ),
    addresses: await addressesForShowing(tx, { schoolId }),
    links: await many(
      tx,
      sql<PupilContactRow>`select * from roll.pupil_contact
        where school_id = ${schoolId} and pupil_id in (${onRoll})
        order by position, contact_id`,
    ),
    contacts: await many(tx, sql<ContactRow>`select * from roll.contact where school_id = ${schoolId}`),
    flags: await many(
      tx,
      sql<FlagRow>`select * from roll.flag where school_id = ${schoolId} and pupil_id in (${onRoll}) and ${now}`,
    ),
    ethnicities: await many(
      tx,
      sql<EthnicityRow>`select * from roll.ethnicity where school_id = ${schoolId} and pupil_id in (${onRoll})`,
    ),
    numbersUsed: numbers.map(({ number }) => number),
  }
}
