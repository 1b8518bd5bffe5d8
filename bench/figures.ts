import { sql } from 'kysely'
import { day } from '../src/kernel/day.ts'
import type { SchoolId } from '../src/kernel/ids.ts'
import { schoolYear } from '../src/kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../src/kernel/session.ts'
import { loadFacts } from '../src/measures/load-facts.ts'
import type { SchoolFacts } from '../src/measures/rules/facts.ts'
import { divisionsOf, insideAndOutside, type Parts, partsOf } from '../src/measures/rules/shown/cohorts.ts'
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

/** Every cohort beside all others with small numbers hidden. */
function cohorts(
  facts: SchoolFacts,
  of: { groupNames: ReadonlyMap<string, string>; saved: readonly Parts[] },
): unknown {
  const each = facts.enrolled.map((enrolled) => enrolmentFigures(enrolled, WHOLE))
  const parts = [...partsOf(each, { flags: FLAG_KINDS, groupNames: of.groupNames }), ...of.saved]
  return divisionsOf(each, { parts })
}

const SAVED = 40

/** Groups each of which is the one before and three more pupils: any two of them give those few away, so that nearly all must be hidden. */
function saved({ enrolled }: SchoolFacts): readonly Parts[] {
  return Array.from({ length: SAVED }, (_, n) => {
    const inside = new Set(enrolled.slice(0, 100 + 3 * n).map(({ pupilId }) => pupilId))
    return insideAndOutside({ id: `saved-${n}`, name: `Saved ${n}`, isIn: ({ pupilId }) => inside.has(pupilId) })
  })
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
  const groups = { groupNames: names, saved: [] }
  const coldGroups = await timings(40, async () => cohorts(await load(database, school.id), groups))
  const worst = { groupNames: names, saved: saved(facts) }
  const hidden = await timings(40, async () => cohorts(facts, worst))
  const moved = await timings(40, async () => transitionsOf(facts, { before: TERM, now: WHOLE, filter: {} }))
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
    {
      what: 'its groups beside the rest, small ones hidden, nothing kept',
      engine,
      timing: coldGroups,
      reach: { most: 20 },
    },
    {
      what: `the same with ${SAVED} saved groups of which each is three pupils more than the last, computing alone`,
      engine,
      timing: hidden,
      reach: { most: 16 },
    },
    { what: 'who crossed a line, computing alone', engine, timing: moved },
    { what: '  rival: persistent absence alone, 59 days of a row a mark', engine, timing: rival },
  ]
}
