import type { Day } from '../../kernel/day.ts'
import type { YearGroupClock } from '../../law/day-clock.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ChangeFacts, keep } from '../keep.ts'
import { findDayClock } from '../store.ts'

/** Sets a year group's clock from a day on, until a later one. The caller has looked at `clockFaults`. */
export async function replaceDayClock(
  tx: Tx,
  facts: ChangeFacts,
  set: YearGroupClock & { readonly from: Day },
): Promise<void> {
  const at = { schoolId: facts.schoolId, yearGroup: set.yearGroup, from: set.from }
  const known = await findDayClock(tx, { ...at, lock: true })
  const row = {
    school_id: facts.schoolId,
    year_group: set.yearGroup,
    from_day: set.from,
    clock: set.clock,
    also_stated: set.alsoStated ?? [],
    version: (known?.version ?? 0) + 1,
  }
  await keep(tx, facts, { kind: 'day_clock', rows: [row] })
}
