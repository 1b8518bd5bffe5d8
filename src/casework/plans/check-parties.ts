import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { PlanBody } from '../contract/entries/plans.ts'
import { checkGuests } from '../meetings/guests.ts'

/** Refused where a plan gives a part to somebody who may not hear of the child: it would wait for a signature that cannot come. */
export function checkParties(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly pupilId: PupilId; readonly day: Day; readonly body: PlanBody },
): Promise<Result<void>> {
  const people = of.body.parties.flatMap(({ contactId, name }) =>
    contactId === null ? [] : [{ id: contactId, who: 'contact' as const, name, as: '' }],
  )
  return checkGuests(tx, { ...of, people })
}
