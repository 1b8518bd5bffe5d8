import { addDays } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../kernel/school-year.ts'
import { type Moment, schoolTime } from '../kernel/time-of-day.ts'
import type { Tx } from '../platform/database/database.ts'
import { policyOf } from '../policy/index.ts'
import { calendarOf, dayClocksOn } from '../roll/index.ts'
import type { Discharge, Duty, DutyAsked, DutyRule } from './contract.ts'
import { schoolDaysOf } from './rules/school-days.ts'
import { type StandingDuty, standingDuties } from './rules/standing.ts'
import type { DutySource } from './source.ts'
import { actsAbout, type KeptAct } from './store.ts'

/** How many days an ended duty stays in the answer: whoever was away for a week still learns where it went. */
const ENDED_DAYS = 7

/** What sources are asked at a moment. */
export async function askedAt(tx: Tx, of: { schoolId: SchoolId; now: Moment }): Promise<DutyAsked> {
  const { schoolId, now } = of
  const { day: today, time } = schoolTime(now)
  const year = schoolYearOf(today)
  const [before, calendar, after, clocks, policy] = await Promise.all([
    calendarOf(tx, { schoolId, year: (year - 1) as SchoolYear }),
    calendarOf(tx, { schoolId, year }),
    calendarOf(tx, { schoolId, year: (year + 1) as SchoolYear }),
    dayClocksOn(tx, { schoolId, day: today }),
    policyOf(tx, schoolId, today),
  ])
  const ends = Object.values(clocks).map(({ pmOpen }) => pmOpen)
  const days = schoolDaysOf([before, calendar, after], ends.sort().at(-1) ?? null)
  const read = new Map<string, Promise<unknown>>()
  return {
    schoolId,
    now,
    today,
    time,
    year,
    calendar,
    days,
    clocks,
    policy,
    endedSince: addDays(today, -ENDED_DAYS),
    once: <T>(name: string, ask: () => Promise<T>) => {
      const known = read.get(name) ?? ask()
      read.set(name, known)
      // A name belongs to one question, so what was kept under it is what this question gives.
      return known as Promise<T>
    },
  }
}

export interface FoundDuties {
  readonly asked: DutyAsked
  readonly rules: ReadonlyMap<string, DutyRule>
  readonly standing: readonly StandingDuty[]
  /** Acts of the last week about duties whose facts are no longer there. */
  readonly leftOver: readonly KeptAct[]
}

/** Every duty of a school at a moment, and how it stands. */
export async function findDuties(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; sources: readonly DutySource[] },
): Promise<FoundDuties> {
  const asked = await askedAt(tx, of)
  const duties: Duty[] = []
  const discharges: Discharge[] = []
  // One after the other: they share one connection, and what one has read the next finds read.
  for (const source of of.sources) {
    duties.push(...(await source.find(tx, asked)))
    if (source.discharged !== undefined) discharges.push(...(await source.discharged(tx, asked)))
  }
  const rules = new Map(of.sources.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)))
  const keys = new Set(duties.map(({ key }) => key))
  // What has ended by itself is past acting on, and on a busy week there is more of it than of anything else.
  const open = duties.filter(({ ended }) => ended === undefined).map(({ key }) => key)
  const kept = await actsAbout(tx, { schoolId: of.schoolId, keys: open, since: asked.endedSince })
  const now = { day: asked.today, time: asked.time }
  const standing = standingDuties({ now, rules, duties, discharges, acts: kept.map(({ act }) => act) })
  return { asked, rules, standing, leftOver: kept.filter(({ act }) => !keys.has(act.key)) }
}
