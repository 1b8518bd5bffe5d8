import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { liabilityOf } from '../rules/penalty/liable.ts'

export interface Parent {
  readonly id: ContactId
  readonly name: string
  readonly relationship: string
  readonly livesWith: boolean
}

/** The parents in law of a child who may be told (section 576 Education Act 1996: responsibility or care), in the order of calling. */
export async function parentsOf(
  tx: Tx,
  { schoolId, pupilId, today }: { schoolId: SchoolId; pupilId: PupilId; today: Day },
): Promise<readonly Parent[]> {
  const contacts = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: [pupilId] })
  return (
    contacts
      .filter(({ barred, mayBeTold }) => !barred && mayBeTold)
      // Whoever only lives there may be a sister: who may be liable is asked by the same rule as before a penalty notice.
      .filter((one) => liabilityOf({ ...one, id: one.contactId, name: '' }).liable === 'yes')
      .map(({ contactId, title, forenames, surname, relationship, livesWith }) => ({
        id: contactId,
        name: [title, fullName(forenames, surname)].filter((part) => part !== '').join(' '),
        relationship,
        livesWith,
      }))
  )
}
