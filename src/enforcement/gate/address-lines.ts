import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { BeforeContext } from '../../platform/http/use-case.ts'
import { contactAddresses } from '../../roll/index.ts'

/** Where a parent is written to, line by line, as far as the reader may know it; `hidden` where it is confidential to them, none where none is entered. */
export async function addressLines(
  { tx, may }: Pick<BeforeContext, 'may'> & { readonly tx: Tx },
  { schoolId, ...wanted }: { schoolId: SchoolId; pupilId: PupilId; contactId: ContactId },
): Promise<readonly string[] | 'hidden'> {
  const viewer = { contacts: true, sensitive: may('pupil.view-sensitive') === 'all' }
  const [seen] = await contactAddresses(tx, { schoolId, wanted: [wanted], viewer })
  if (seen?.state === 'hidden') return 'hidden'
  if (seen?.state !== 'shown') return []
  const { lines, town, postcode } = seen.address
  return [...lines, town, postcode].filter((part) => part !== null && part !== '')
}
