import { findDuties } from '../src/duties/index.ts'
import type { SchoolId } from '../src/kernel/ids.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { DUTY_SOURCES } from '../src/main/duty-sources.ts'
import type { Database } from '../src/platform/database/database.ts'
import { timings } from './measure.ts'
import type { Line } from './register.ts'

/** A Monday at 9.30, when every register of the morning should be in. */
const MORNING = '2026-11-23T09:30:00.000Z' as Moment

/** Every duty of a large school, derived anew each time from its marks, its roll and its policy. */
export async function benchDuties(engine: string, database: Database, schoolId: SchoolId): Promise<Line[]> {
  let found = 0
  const timing = await timings(40, async () => {
    const { standing } = await database.inTenants([schoolId], (tx) =>
      findDuties(tx, { schoolId, now: MORNING, sources: DUTY_SOURCES }),
    )
    found = standing.length
  })
  return [{ what: `all duties of a 1,500-pupil school (${found} of them)`, engine, timing, reach: { most: 100 } }]
}
