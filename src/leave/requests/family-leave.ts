import { sql } from 'kysely'
import type { PersonId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { type RequestState, requestState } from '../rules/request.ts'
import { type KeptRequest, requestsOf } from './store.ts'

/** A request that a family made itself, with where it stands. */
export interface FamilyLeave extends KeptRequest {
  readonly state: RequestState
}

/** The requests about these pupils that these accounts of a family entered themselves: another parent's are not among them. */
export async function leaveOfFamily(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[]; enteredBy: readonly PersonId[] },
): Promise<readonly FamilyLeave[]> {
  const { schoolId, pupilIds } = of
  const own = await many(
    tx,
    sql<{ id: string }>`select request_id as id from leave.request
      where school_id = ${schoolId} and channel = 'portal' and entered_by = any (${[...of.enteredBy]}::uuid[])`,
  )
  const ids = new Set(own.map(({ id }) => id))
  const requests = ids.size === 0 ? [] : await requestsOf(tx, { schoolId, pupilIds })
  return requests.filter(({ id }) => ids.has(id)).map((one) => ({ ...one, state: requestState(one.steps) }))
}
