import { findDuties } from '../src/duties/index.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { DUTY_SOURCES } from '../src/main/duty-sources.ts'
import type { Database } from '../src/platform/database/database.ts'
import { plantFollowUp } from './follow-up.ts'
import { timings } from './measure.ts'
import type { Line } from './register.ts'
import type { BenchSchool } from './schools.ts'

/** A Monday at 9.30, when every register of the morning should be in. */
const MORNING = '2026-11-23T09:30:00.000Z' as Moment

/** Every duty of a large school, derived anew each time from its marks, its roll, its policy, its letters and its cases. */
export async function benchDuties(engine: string, database: Database, school: BenchSchool): Promise<Line[]> {
  const schoolId = school.id
  await plantFollowUp(database, school)
  let found = 0
  const timing = await timings(40, async () => {
    const { standing } = await database.inTenants([schoolId], (tx) =>
      findDuties(tx, { schoolId, now: MORNING, sources: DUTY_SOURCES }),
    )
    found = standing.length
  })
  return [{ what: `all duties of a 1,500-pupil school (${found} of them)`, engine, timing, reach: { most: 100 } }]
}
