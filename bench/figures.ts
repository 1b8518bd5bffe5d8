import { sql } from 'kysely'
import { day } from '../src/kernel/day.ts'
import type { SchoolId } from '../src/kernel/ids.ts'
import { schoolYear } from '../src/kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../src/kernel/session.ts'
import { loadFacts } from '../src/measures/load-facts.ts'
import type { SchoolFacts } from '../src/measures/rules/facts.ts'
import { divisionsOf, partsOf } from '../src/measures/rules/shown/cohorts.ts'
import { enrolmentFigures } from '../src/measures/rules/shown/group-figures.ts'
import { overviewOf } from '../src/measures/rules/shown/overview.ts'
import { transitionsOf } from '../src/measures/rules/shown/transitions.ts'
import { type Database, many } from '../src/platform/database/database.ts'
import { FLAG_KINDS } from '../src/roll/contract.ts'
import { timings } from './measure.ts'
import type { Line } from './register.ts'

const YEAR = schoolYear(2026)
const WHOLE = { from: 0 as SessionIndex, to: (STRIP_LENGTH - 1) as SessionIndex }
const TERM = { from: 0 as SessionIndex, to: 239 as SessionIndex }

function load(database: Database, schoolId: SchoolId): Promise<SchoolFacts> {
  return database.inTenants([schoolId], (tx) =>
    loadFacts(tx, { schoolId, year: YEAR, on: day('2026-12-18'), flags: FLAG_KINDS }),
  )
}

/** Every cohort beside all others with small numbers hidden, and who moved across a line. */
function cohorts(facts: SchoolFacts, groupNames: ReadonlyMap<string, string>): unknown {
  const each = facts.enrolled.map((enrolled) => enrolmentFigures(enrolled, WHOLE))
  return [
    divisionsOf(each, { parts: partsOf(each, { flags: FLAG_KINDS, groupNames }) }),
    transitionsOf(facts, { before: TERM, now: WHOLE, filter: {} }),
  ]
}

/** Every figure of a large school; and persistent absence alone, as a database with a row for each mark works it out. */
export async function benchFigures(
  engine: string,
  database: Database,
  school: { id: SchoolId; groups: readonly { id: string }[] },
): Promise<Line[]> {
  const names = new Map(school.groups.map(({ id }) => [id, id]))
  // Read anew each time: nothing is kept from one run to the next.
  const cold = await timings(40, async () => overviewOf(await load(database, school.id), WHOLE, {}))
  const facts = await load(database, school.id)
  const filtered = await timings(100, async (run) =>
    overviewOf(facts, { ...WHOLE, from: (run % 60) as SessionIndex }, { sex: run % 2 === 0 ? 'F' : 'M' }),
  )
  const groups = await timings(40, async () => cohorts(facts, names))
  const rival = await timings(
    5,
    () =>
      database.inTenants([school.id], (tx) =>
        many(
          tx,
          sql`select pupil_id, count(*) filter (where code in ('I', 'O', 'N', 'U', 'G', 'M', 'C')) * 10 >= count(*) as persistent
            from rival.mark where school_id = ${school.id} and code not in ('D', 'X', '#') group by pupil_id`,
        ),
      ),
    { warmUp: 1 },
  )
  return [
    {
      what: 'figures of a 1,500-pupil school: code, week, year group, class, PA, SA',
      engine,
      timing: cold,
      reach: { most: 20 },
    },
    { what: 'another filter over it, computing alone', engine, timing: filtered, reach: { most: 16 } },
    { what: 'every cohort beside the rest, and transitions, computing alone', engine, timing: groups },
    { what: '  rival: persistent absence alone, 59 days of a row a mark', engine, timing: rival },
  ]
}
