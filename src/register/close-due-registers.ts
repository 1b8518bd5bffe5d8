import { sql } from 'kysely'
import { addDays, type Day } from '../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { firstDayOf, type SchoolYear, schoolYearOf } from '../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionAt, sessionIndex } from '../kernel/session.ts'
import { type Moment, schoolTime } from '../kernel/time-of-day.ts'
import type { Clock } from '../platform/clock.ts'
import { type Database, many, type Tx } from '../platform/database/database.ts'
import type { RollGroup, RollPupil } from '../roll/contract.ts'
import { dayClocksOn, groupsOn, pupilsOnRoll } from '../roll/index.ts'
import { closeMarks } from './close-register.ts'
import { blanksOfClosed, knownSince } from './closing/blanks-of-closed.ts'
import { entriesOfSession } from './journal/entries.ts'
import { type Head, lockJournal, readStrips, saveEntry } from './journal/store.ts'
import {
  CLOSING_CLOCK,
  dueClosings,
  isDueForN,
  LOOK_BACK_DAYS,
  marksAtClosing,
  type UnclosedRegister,
  wasKnown,
} from './rules/closing.ts'
import { registerStanding } from './rules/register-state.ts'
import { clockOfGroup } from './rules/register-times.ts'
import { UNDOES } from './rules/undone.ts'

/** One register that the clock closed, or in which it made N of pupils who joined it after it had closed. */
export interface Closed {
  readonly schoolId: SchoolId
  readonly groupId: GroupId
  readonly session: Session
  /** How many pupils without a mark became N. */
  readonly marks: number
}

/**
 * Closes every register whose time is over, at every school: for a job that runs each minute. Each school is a transaction of
 * its own, under the ordinary role and only that school's rows; one that fails does not keep the others open, and is named
 * in `failed`. Running twice, or on two servers at once, closes each register once: the state is asked again under the lock.
 */
export async function closeDueRegisters(
  database: Database,
  clock: Clock,
  options: { lookBackDays?: number } = {},
): Promise<{ closed: readonly Closed[]; failed: readonly { schoolId: SchoolId; error: unknown }[] }> {
  const now = clock.now()
  const since = addDays(schoolTime(now).day, -(options.lookBackDays ?? LOOK_BACK_DAYS))
  const schools = await database.asSystem((tx) =>
    many(tx, sql<{ id: SchoolId }>`select school_id as id from register.head order by school_id`),
  )
  const closed: Closed[] = []
  const failed: { schoolId: SchoolId; error: unknown }[] = []
  for (const { id } of schools) {
    try {
      closed.push(...(await database.inTenants([id], (tx) => closeDueOf(tx, { schoolId: id, since, now }))))
    } catch (error) {
      failed.push({ schoolId: id, error })
    }
  }
  return { closed, failed }
}

async function closeDueOf(tx: Tx, of: { schoolId: SchoolId; since: Day; now: Moment }): Promise<Closed[]> {
  const { schoolId, now } = of
  const unclosed = await unclosedRegisters(tx, of)
  const days = new Map<Day, DayOnRoll>()
  for (const { session } of unclosed)
    if (!days.has(session.day)) days.set(session.day, await dayOnRoll(tx, schoolId, session.day))
  const due = dueClosings(
    unclosed.map((register) => ({ ...register, clock: clockIn(days.get(register.session.day), register.groupId) })),
    now,
  )
  const blanks = await dueBlanks(tx, of)
  if (due.length === 0 && blanks.length === 0) return []
  const head = await lockJournal(tx, schoolId)
  const knownAt = due.length === 0 ? new Map() : await knownSince(tx, of)
  return [...(await closeEach(tx, { head, due, days, now, knownAt })), ...(await fillBlanks(tx, { ...of, head }))]
}

async function closeEach(
  tx: Tx,
  of: {
    head: Head
    due: readonly UnclosedRegister[]
    days: ReadonlyMap<Day, DayOnRoll>
    now: Moment
    knownAt: ReadonlyMap<PupilId, Moment>
  },
): Promise<Closed[]> {
  const { head, due, days, now, knownAt } = of
  const { schoolId } = head
  const closed: Closed[] = []
  for (const register of due) {
    const group = days.get(register.session.day)?.groups.find((one) => one.id === register.groupId)
    if (group === undefined) continue
    const pupils = pupilsIn(days.get(register.session.day), group.id)
    const year = schoolYearOf(register.session.day)
    const index = sessionIndex(register.session)
    const members = new Set(pupils.map((pupil) => pupil.id))
    const entries = await entriesOfSession(tx, { schoolId, year, session: index, groupId: group.id })
    // Asked again under the lock: a teacher, the office or another server may have been here since.
    const standing = registerStanding({ groupId: group.id, session: index, members }, entries)
    if (standing.closed || !standing.begun) continue
    const strips = await readStrips(tx, { schoolId, year, pupilIds: [...members] })
    // One that stayed open over days may list a pupil by now whom nobody had on a list then.
    const known = pupils.filter(({ id }) => wasKnown(register.session.day, knownAt.get(id) ?? null))
    const roll = { session: register.session, year, index, group, pupils: known }
    const entry = await closeMarks(tx, head, { roll, marks: { strips }, fill: true, at: now, by: CLOSING_CLOCK })
    closed.push({ schoolId, groupId: group.id, session: register.session, marks: entry.marks.length })
  }
  return closed
}

/** Blanks in registers that closed before, which the clock does not leave any longer. */
async function dueBlanks(tx: Tx, of: { schoolId: SchoolId; since: Day; now: Moment }) {
  const blanks = await blanksOfClosed(tx, { schoolId: of.schoolId, from: of.since, to: schoolTime(of.now).day })
  return blanks.filter((blank) => isDueForN(blank, of.now))
}

async function fillBlanks(
  tx: Tx,
  of: { head: Head; schoolId: SchoolId; since: Day; now: Moment },
): Promise<readonly Closed[]> {
  const { head, schoolId, now } = of
  // Asked again under the lock: the office may have entered a mark since.
  const byRegister = Map.groupBy(
    await dueBlanks(tx, of),
    ({ groupId, session }) => `${groupId} ${session.day} ${session.half}`,
  )
  const filled: Closed[] = []
  for (const blanks of byRegister.values()) {
    const [first] = blanks
    if (first === undefined) continue
    const { groupId, session } = first
    const year = schoolYearOf(session.day)
    const index = sessionIndex(session)
    const pupilIds = blanks.map(({ pupil }) => pupil.id)
    const strips = await readStrips(tx, { schoolId, year, pupilIds })
    const entry = await saveEntry(tx, head, {
      act: 'closed',
      year,
      session: index,
      groupId,
      at: now,
      by: CLOSING_CLOCK,
      reason: 'On roll that day, and without a mark since this register closed',
      marks: marksAtClosing(session, pupilIds, (id) => strips.get(id)?.[index] ?? 0),
      strips,
    })
    filled.push({ schoolId, groupId, session, marks: entry.marks.length })
  }
  return filled
}

interface DayOnRoll {
  readonly groups: readonly RollGroup[]
  readonly pupils: readonly RollPupil[]
  readonly clocks: Awaited<ReturnType<typeof dayClocksOn>>
}

async function dayOnRoll(tx: Tx, schoolId: SchoolId, day: Day): Promise<DayOnRoll> {
  return {
    groups: await groupsOn(tx, { schoolId, day }),
    pupils: await pupilsOnRoll(tx, { schoolId, day }),
    clocks: await dayClocksOn(tx, { schoolId, day }),
  }
}

function pupilsIn(roll: DayOnRoll | undefined, groupId: GroupId): readonly RollPupil[] {
  return roll?.pupils.filter((pupil) => pupil.groupId === groupId) ?? []
}

function clockIn(roll: DayOnRoll | undefined, groupId: GroupId): UnclosedRegister['clock'] {
  const group = roll?.groups.find((one) => one.id === groupId)
  if (roll === undefined || group === undefined) return undefined
  return clockOfGroup(
    group.yearGroup,
    roll.clocks,
    pupilsIn(roll, groupId).map((pupil) => pupil.yearGroup),
  )
}

/** Registers somebody took since a day that no later entry closed. */
async function unclosedRegisters(
  tx: Tx,
  of: { schoolId: SchoolId; since: Day; now: Moment },
): Promise<Omit<UnclosedRegister, 'clock'>[]> {
  const today = schoolTime(of.now).day
  const years = new Set<SchoolYear>([schoolYearOf(of.since), schoolYearOf(today)])
  const found: Omit<UnclosedRegister, 'clock'>[] = []
  for (const year of years) {
    const first = of.since > firstDayOf(year) ? sessionIndex({ day: of.since, half: 'AM' }) : 0
    const rows = await many(
      tx,
      sql<{ groupId: GroupId; session: SessionIndex; begunAt: Moment; reopenedAt: Moment | null }>`
        with undone as (
          select (facts ->> ${UNDOES}::text)::bigint as undone_number from register.entry
          where school_id = ${of.schoolId} and year = ${year} and notable and act = 'undone' and first_session >= ${first}
        )
        select group_id as "groupId", first_session as session,
          min(made_at) filter (where act = 'taken' and undone_number is null) as "begunAt",
          max(made_at) filter (where act = 'reopened') as "reopenedAt"
        from register.entry left join undone on undone_number = number
        where school_id = ${of.schoolId} and year = ${year} and first_session = last_session
          and first_session >= ${first} and group_id is not null
        group by group_id, first_session
        having bool_or(act = 'taken' and undone_number is null)
          and coalesce(max(number) filter (where act = 'closed'), 0) <= coalesce(max(number) filter (where act = 'reopened'), 0)`,
    )
    found.push(
      ...rows.map((row) => ({
        groupId: row.groupId,
        session: sessionAt(year, row.session),
        begunAt: row.begunAt,
        reopenedAt: row.reopenedAt,
      })),
    )
  }
  return found
}
