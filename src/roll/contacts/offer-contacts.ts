import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { loadRecord } from '../load-record.ts'
import { contactsToChoose, isWithheld, type OfferedContact } from '../rules/siblings.ts'
import { today, viewerOf } from '../viewer.ts'

/** A household has fewer; a hostel or a children's home at one address would have more than a list can show. */
const MOST_SIBLINGS = 12

export const offerContacts: UseCase<typeof contract.offerContacts> = async (context, { params }) => {
  const { tx } = context
  const { schoolId } = params
  const record = await loadRecord(tx, params)
  if (record === undefined) return notAllowed()
  context.audit({ subject: params.pupilId })
  const viewer = viewerOf(context)
  if (isWithheld(record, viewer)) return success({ withheld: true, contacts: [] })
  const siblings = []
  for (const pupilId of await siblingsOf(tx, { ...params, day: today(context) })) {
    const sibling = await loadRecord(tx, { schoolId, pupilId })
    if (sibling !== undefined) siblings.push(sibling)
  }
  const barred = await barredAnywhere(tx, {
    schoolId,
    contactIds: siblings.flatMap((one) => one.links).map((link) => link.contact_id),
  })
  return success({ withheld: false, contacts: contactsToChoose(record, { siblings, barred, viewer }).map(offered) })
}

function offered({ contact, of }: OfferedContact) {
  const [first] = of
  return {
    id: contact.contact_id,
    title: contact.title,
    forenames: contact.forenames,
    surname: contact.surname,
    relationship: first?.link.relationship ?? '',
    isParent: first?.link.is_parent ?? false,
    parentalResponsibility: first?.link.parental_responsibility ?? ('not-known' as const),
    livesWith: first?.link.lives_with ?? false,
    emergency: first?.link.emergency ?? false,
    mayBeTold: first?.link.may_be_told ?? false,
    of: of.map(({ pupil, link }) => ({
      id: pupil.pupil_id,
      name: fullName(pupil.preferred_forename, pupil.preferred_surname),
      relationship: link.relationship,
    })),
  }
}

/** Others on roll or joining who live at the pupil's address or have one of the pupil's contacts. */
async function siblingsOf(tx: Tx, of: { schoolId: SchoolId; pupilId: PupilId; day: Day }): Promise<readonly PupilId[]> {
  const { schoolId, pupilId, day } = of
  const rows = await many(
    tx,
    sql<{ id: PupilId }>`
      select pupil_id as id from roll.pupil
      where school_id = ${schoolId} and pupil_id <> ${pupilId} and (leaving_day is null or leaving_day >= ${day})
        and (address_id = (select address_id from roll.pupil where school_id = ${schoolId} and pupil_id = ${pupilId})
          or pupil_id in (
            select theirs.pupil_id from roll.pupil_contact as ours
            join roll.pupil_contact as theirs on theirs.school_id = ours.school_id and theirs.contact_id = ours.contact_id
            where ours.school_id = ${schoolId} and ours.pupil_id = ${pupilId}
              and ours.until_day is null and theirs.until_day is null))
      order by sort_key, pupil_id limit ${MOST_SIBLINGS}`,
  )
  return rows.map(({ id }) => id)
}

/** Which of these people must not be told about some pupil of the school, or were not to be while they were a contact. */
export async function barredAnywhere(
  tx: Tx,
  of: { schoolId: SchoolId; contactIds: readonly ContactId[] },
): Promise<ReadonlySet<ContactId>> {
  const rows = await many(
    tx,
    sql<{ id: ContactId }>`select distinct contact_id as id from roll.pupil_contact
      where school_id = ${of.schoolId} and contact_id = any (${[...of.contactIds]}::uuid[]) and barred`,
  )
  return new Set(rows.map(({ id }) => id))
}
