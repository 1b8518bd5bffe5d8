import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { type Liability, liabilities } from '../rules/penalty/liable.ts'

/** The adults of a child today, by whether they may be liable: those who may first. */
export async function whoIsLiable(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; today: Day },
): Promise<readonly Liability[]> {
  const contacts = await contactsOfPupils(tx, { schoolId: of.schoolId, day: of.today, pupilIds: [of.pupilId] })
  return liabilities(
    contacts.map(({ contactId, title, forenames, surname, ...contact }) => ({
      ...contact,
      id: contactId,
      name: [title, fullName(forenames, surname)].filter((part) => part !== '').join(' '),
    })),
  )
}
