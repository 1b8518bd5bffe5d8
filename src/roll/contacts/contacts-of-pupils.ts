import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { kept, many, type Tx } from '../../platform/database/database.ts'
import type { Phone, PupilContactRow } from '../rules/rows.ts'

/** One adult as the contact of one pupil on a day: how to reach them and what they may be told, never where they live. */
export interface ContactOfPupil {
  readonly pupilId: PupilId
  readonly contactId: ContactId
  /** The order in which the family wants to be called; the first is lowest. */
  readonly position: number
  readonly title: string
  readonly forenames: string
  readonly surname: string
  readonly relationship: string
  readonly isParent: boolean
  readonly parentalResponsibility: PupilContactRow['parental_responsibility']
  readonly livesWith: boolean
  readonly emergency: boolean
  readonly mayBeTold: boolean
  /** Must not be told anything about this pupil. */
  readonly barred: boolean
  readonly phones: readonly Phone[]
  readonly email: string | null
  readonly language: string | null
  readonly interpreter: boolean
}

/** The contacts of these pupils (of every pupil where none are named) on a day, in the order of calling; barred ones are among them. */
export function contactsOfPupils(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day; pupilIds?: readonly PupilId[] },
): Promise<readonly ContactOfPupil[]> {
  const named = of.pupilIds === undefined ? sql`` : sql`and link.pupil_id = any (${[...of.pupilIds]}::uuid[])`
  return many(
    tx,
    sql<ContactOfPupil>`${kept}
      select link.pupil_id as "pupilId", link.contact_id as "contactId", link.position, contact.title, contact.forenames,
        contact.surname, link.relationship, link.is_parent as "isParent",
        link.parental_responsibility as "parentalResponsibility", link.lives_with as "livesWith", link.emergency,
        link.may_be_told as "mayBeTold", link.barred, contact.phones, contact.email, contact.language, contact.interpreter
      from roll.pupil_contact as link
      join roll.contact on contact.school_id = link.school_id and contact.contact_id = link.contact_id
      where link.school_id = ${of.schoolId} and link.from_day <= ${of.day}
        and (link.until_day is null or link.until_day > ${of.day}) ${named}
      order by link.pupil_id, link.position, link.contact_id`,
  )
}
