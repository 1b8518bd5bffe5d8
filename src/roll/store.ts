import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { ContactId, GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import type { SchoolYear } from '../kernel/school-year.ts'
import type { YearGroup } from '../law/school-age.ts'
import { many, maybeOne, type Tx } from '../platform/database/database.ts'
import type {
  AddressRow,
  CalendarRow,
  ContactRow,
  DayClockRow,
  EthnicityRow,
  FlagRow,
  GroupRow,
  PlacementRow,
  PupilContactRow,
  PupilRow,
  SchoolRow,
  TutorRow,
} from './rules/rows.ts'

// Rows as they are now, for use cases that change them. `lock` holds them until the transaction ends.

interface OfSchool {
  readonly schoolId: SchoolId
  readonly lock?: boolean
}

const locked = (of: OfSchool): RawBuilder<unknown> => (of.lock === true ? sql`for update` : sql``)

export const findSchool = (tx: Tx, of: OfSchool) =>
  maybeOne(tx, sql<SchoolRow>`select * from roll.school where school_id = ${of.schoolId} ${locked(of)}`)

export const findCalendar = (tx: Tx, of: OfSchool & { year: SchoolYear }) =>
  maybeOne(
    tx,
    sql<CalendarRow>`select * from roll.calendar where school_id = ${of.schoolId} and year = ${of.year} ${locked(of)}`,
  )

export const findDayClock = (tx: Tx, of: OfSchool & { yearGroup: YearGroup; from: Day }) =>
  maybeOne(
    tx,
    sql<DayClockRow>`select * from roll.day_clock
      where school_id = ${of.schoolId} and year_group = ${of.yearGroup} and from_day = ${of.from} ${locked(of)}`,
  )

/** Each year group's clock in force on a day. */
export const dayClockRowsOn = (tx: Tx, of: OfSchool & { day: Day }) =>
  many(
    tx,
    sql<DayClockRow>`select distinct on (year_group) * from roll.day_clock
      where school_id = ${of.schoolId} and from_day <= ${of.day} order by year_group, from_day desc`,
  )

/** Every clock a school ever had or will have. */
export const dayClockRows = (tx: Tx, of: OfSchool) =>
  many(
    tx,
    sql<DayClockRow>`select * from roll.day_clock where school_id = ${of.schoolId} order by year_group, from_day`,
  )

export const findGroup = (tx: Tx, of: OfSchool & { groupId: GroupId }) =>
  maybeOne(
    tx,
    sql<GroupRow>`select * from roll.registration_group
      where school_id = ${of.schoolId} and group_id = ${of.groupId} ${locked(of)}`,
  )

export const tutorsOf = (tx: Tx, of: OfSchool & { groupIds: readonly GroupId[] }) =>
  many(
    tx,
    sql<TutorRow>`select * from roll.tutor
      where school_id = ${of.schoolId} and group_id = any (${[...of.groupIds]}::uuid[]) order by from_day ${locked(of)}`,
  )

export const findPupil = (tx: Tx, of: OfSchool & { pupilId: PupilId }) =>
  maybeOne(
    tx,
    sql<PupilRow>`select * from roll.pupil
      where school_id = ${of.schoolId} and pupil_id = ${of.pupilId} ${locked(of)}`,
  )

export const placementsOf = (tx: Tx, of: OfSchool & { pupilId: PupilId }) =>
  many(
    tx,
    sql<PlacementRow>`select * from roll.placement
      where school_id = ${of.schoolId} and pupil_id = ${of.pupilId} order by from_day ${locked(of)}`,
  )

export const flagsOf = (tx: Tx, of: OfSchool & { pupilId: PupilId }) =>
  many(
    tx,
    sql<FlagRow>`select * from roll.flag
      where school_id = ${of.schoolId} and pupil_id = ${of.pupilId} order by from_day, kind collate "C" ${locked(of)}`,
  )

export const ethnicityOfPupil = (tx: Tx, of: OfSchool & { pupilId: PupilId }) =>
  maybeOne(
    tx,
    sql<EthnicityRow>`select * from roll.ethnicity
      where school_id = ${of.schoolId} and pupil_id = ${of.pupilId} ${locked(of)}`,
  )

/** What each contact is to a pupil, ended ones last. */
export const linksOf = (tx: Tx, of: OfSchool & { pupilId: PupilId }) =>
  many(
    tx,
    sql<PupilContactRow>`select * from roll.pupil_contact
      where school_id = ${of.schoolId} and pupil_id = ${of.pupilId}
      order by (until_day is not null), position, contact_id ${locked(of)}`,
  )

export const contactsById = (tx: Tx, of: OfSchool & { contactIds: readonly ContactId[] }) =>
  many(
    tx,
    sql<ContactRow>`select * from roll.contact
      where school_id = ${of.schoolId} and contact_id = any (${[...of.contactIds]}::uuid[]) ${locked(of)}`,
  )

export const addressesById = (tx: Tx, of: OfSchool & { addressIds: readonly string[] }) =>
  many(
    tx,
    sql<AddressRow>`select * from roll.address
      where school_id = ${of.schoolId} and address_id = any (${[...of.addressIds]}::uuid[]) ${locked(of)}`,
  )

/**
 * Addresses for showing: confidential also where anybody who lives with a pupil of that dwelling has a confidential address,
 * whichever pupil's page is asked for. All of the school's where no ids are given. Never for writing back. What each step needs
 * of the one before is an array, read once: a join of them goes round in circles where the planner knows no numbers yet.
 */
export const addressesForShowing = (tx: Tx, of: { schoolId: SchoolId; addressIds?: readonly string[] }) =>
  many(
    tx,
    sql<AddressRow>`
      with marked as (select address_id from roll.address where school_id = ${of.schoolId} and confidential),
      hidden as (
        select pupil_id from roll.pupil
        where school_id = ${of.schoolId} and address_id = any (array(select address_id from marked))
        union all
        select pupil_id from roll.pupil_contact where school_id = ${of.schoolId} and lives_with and contact_id = any (array(
          select contact_id from roll.contact
          where school_id = ${of.schoolId} and address_id = any (array(select address_id from marked))))
      ),
      concealed as (
        select address_id from roll.pupil
        where school_id = ${of.schoolId} and address_id is not null and pupil_id = any (array(select pupil_id from hidden))
        union all
        select address_id from roll.contact
        where school_id = ${of.schoolId} and address_id is not null and contact_id = any (array(
          select contact_id from roll.pupil_contact
          where school_id = ${of.schoolId} and lives_with and pupil_id = any (array(select pupil_id from hidden))))
      )
      select school_id, address_id, fingerprint, lines, town, postcode, version,
        (confidential or address_id = any (array(select address_id from concealed))) as confidential
      from roll.address where school_id = ${of.schoolId}
        ${of.addressIds === undefined ? sql`` : sql`and address_id = any (${[...of.addressIds]}::uuid[])`}`,
  )
