import type { Day } from '../kernel/day.ts'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionIndex } from '../kernel/session.ts'
import type { Tx } from '../platform/database/database.ts'
import type { DayClocks, RollGroup, RollPupil, SchoolCalendar } from '../roll/contract.ts'
import { calendarOf, dayClocksOn, groupsOn, pupilsOnRoll } from '../roll/index.ts'
import { entriesOfSession, type StoredEntry } from './journal/entries.ts'
import { type Standing, standingIn } from './rules/standing.ts'

/** One half of a school's day, with every entry that touches it. */
export interface SessionOfDay extends Session {
  readonly index: SessionIndex
  readonly entries: readonly StoredEntry[]
  readonly standing: ReadonlyMap<PupilId, Standing>
}

/** A whole school's day: who is on roll, when registers open, what was done. */
export interface SchoolDay {
  readonly day: Day
  readonly groups: readonly RollGroup[]
  readonly pupils: readonly RollPupil[]
  readonly clocks: DayClocks
  readonly calendar: SchoolCalendar | undefined
  readonly sessions: readonly SessionOfDay[]
}

export async function schoolDay(tx: Tx, schoolId: SchoolId, day: Day): Promise<SchoolDay> {
  const year = schoolYearOf(day)
  const sessions: SessionOfDay[] = []
  for (const half of ['AM', 'PM'] as const) {
    const index = sessionIndex({ day, half })
    const entries = await entriesOfSession(tx, { schoolId, year, session: index })
    sessions.push({ day, half, index, entries, standing: standingIn(index, entries) })
  }
  return {
    day,
    groups: await groupsOn(tx, { schoolId, day }),
    pupils: await pupilsOnRoll(tx, { schoolId, day }),
    clocks: await dayClocksOn(tx, { schoolId, day }),
    calendar: await calendarOf(tx, { schoolId, year }),
    sessions,
  }
}
