import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { YearGroup } from '../../law/school-age.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import type { Phone, PupilContactRow } from '../rules/rows.ts'

/** A child of whom an adult is or was a contact, with what the roll says of the two; who may see whom is for the asker to decide. */
export interface ChildOfContact {
  readonly contactId: ContactId
  readonly pupilId: PupilId
  readonly isParent: boolean
  readonly parentalResponsibility: PupilContactRow['parental_responsibility']
  readonly livesWith: boolean
  readonly mayBeTold: boolean
  readonly barred: boolean
  readonly from: Day
  readonly until: Day | null
  readonly preferredName: string
  readonly familyName: string
  readonly startingDay: Day
  readonly leavingDay: Day | null
  readonly yearGroup: YearGroup | null
  readonly groupId: GroupId | null
}

/** The children of these contacts, ended entries, barred contacts and pupils who have left among them; year group and group as on a day. */
export function childrenOfContacts(
  tx: Tx,
  of: { schoolId: SchoolId; contactIds: readonly ContactId[]; day: Day },
): Promise<readonly ChildOfContact[]> {
  return many(
    tx,
    sql<ChildOfContact>`
      select link.contact_id as "contactId", link.pupil_id as "pupilId", link.is_parent as "isParent",
        link.parental_responsibility as "parentalResponsibility", link.lives_with as "livesWith",
        link.may_be_told as "mayBeTold", link.barred, link.from_day as "from", link.until_day as "until",
        pupil.preferred_forename as "preferredName", pupil.preferred_surname as "familyName",
        pupil.starting_day as "startingDay", pupil.leaving_day as "leavingDay",
        placement.year_group as "yearGroup", placement.group_id as "groupId"
      from roll.pupil_contact as link
      join roll.pupil on pupil.school_id = link.school_id and pupil.pupil_id = link.pupil_id
      left join roll.placement on placement.school_id = link.school_id and placement.pupil_id = link.pupil_id
        and placement.from_day <= greatest(${of.day}::date, pupil.starting_day)
        and (placement.until_day is null or placement.until_day > greatest(${of.day}::date, pupil.starting_day))
      where link.school_id = ${of.schoolId} and link.contact_id = any (${[...of.contactIds]}::uuid[])
      order by pupil.born desc, pupil.pupil_id, link.contact_id`,
  )
}

/** Who these contacts are and how they are reached, whatever they are to which child. */
export function contactPeople(
  tx: Tx,
  of: { schoolId: SchoolId; contactIds: readonly ContactId[] },
): Promise<
  readonly {
    readonly contactId: ContactId
    readonly title: string
    readonly forenames: string
    readonly surname: string
    readonly phones: readonly Phone[]
    readonly email: string | null
    readonly language: string | null
  }[]
> {
  return many(
    tx,
    sql`select contact_id as "contactId", title, forenames, surname, phones, email, language from roll.contact
      where school_id = ${of.schoolId} and contact_id = any (${[...of.contactIds]}::uuid[]) order by contact_id`,
  )
}
