import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'

export interface ParentOfChild {
  readonly contactId: ContactId
  readonly name: string
  readonly relationship: string
}

/** The adults with responsibility or care of a child who may be told of it, in the order of calling. */
export async function parentsOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { schoolId, pupilId }: { schoolId: SchoolId; pupilId: PupilId },
): Promise<readonly ParentOfChild[]> {
  const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [pupilId] })
  return contacts
    .filter(({ barred, mayBeTold }) => !barred && mayBeTold)
    .filter(
      (one) =>
        one.parentalResponsibility === 'yes' || one.livesWith || (one.isParent && one.parentalResponsibility !== 'no'),
    )
    .map(({ contactId, forenames, surname, relationship }) => ({
      contactId,
      name: fullName(forenames, surname),
      relationship,
    }))
}
