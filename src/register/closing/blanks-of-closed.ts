import { sql } from 'kysely'
import { type Day, daysFrom } from '../../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionIndex } from '../../kernel/session.ts'
import { type Moment, momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { hasSession, type RollPupil } from '../../roll/contract.ts'
import { calendarOf, enteredSince, pupilsOnRoll } from '../../roll/index.ts'
import { readStrips } from '../journal/store.ts'
import { STAY_MISSING, UNMARKED } from '../rules/closing.ts'

/** A pupil without a mark in a register that is closed. */
export interface BlankOfClosed {
  readonly groupId: GroupId
  readonly session: Session
  readonly pupil: RollPupil
  /** When the register closed; after it was last reopened, if it was. */
  readonly closedAt: Moment
  /** When the pupil's admission or placement was last entered; null where that was before the days asked about. */
  readonly knownAt: Moment | null
  /** The office closed the register by hand and chose to leave who had no mark without one. */
  readonly leftOnPurpose: boolean
}

interface ClosedRegister {
  readonly groupId: GroupId
  readonly session: SessionIndex
  readonly closedAt: Moment
  readonly leftOnPurpose: boolean
}

/**
 * The blanks in the closed registers of some days. Closing leaves none but where the office asked for it, so everybody else in
 * this list was entered on the roll, or put in this group, after it closed. Only those are looked at: it is asked each minute.
 */
export async function blanksOfClosed(
  tx: Tx,
  of: { schoolId: SchoolId; from: Day; to: Day },
): Promise<readonly BlankOfClosed[]> {
  const { schoolId, from, to } = of
  const knownAt = await knownSince(tx, { schoolId, since: from })
  const years = new Set<SchoolYear>([schoolYearOf(from), schoolYearOf(to)])
  const blanks: BlankOfClosed[] = []
  for (const year of years) {
    const days = { from: laterOf(from, firstDayOf(year)), to: earlierOf(to, lastDayOf(year)) }
    const ofYear = await blanksOfYear(tx, { schoolId, year, ...days, late: new Set(knownAt.keys()) })
    blanks.push(...ofYear.map((blank) => ({ ...blank, knownAt: knownAt.get(blank.pupil.id) ?? null })))
  }
  return blanks
}

/** When the pupils whose admission or placement was entered since the beginning of a day last had that entered. */
export async function knownSince(
  tx: Tx,
  of: { schoolId: SchoolId; since: Day },
): Promise<ReadonlyMap<PupilId, Moment>> {
  const since = momentAt(of.since, timeOfDay('00:00'))
  const entered = await enteredSince(tx, { schoolId: of.schoolId, since })
  return new Map(entered.map(({ pupilId, knownAt }) => [pupilId, knownAt]))
}

async function blanksOfYear(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; from: Day; to: Day; late: ReadonlySet<PupilId> },
): Promise<Omit<BlankOfClosed, 'knownAt'>[]> {
  const { schoolId, year, late } = of
  const closed = await closedRegisters(tx, of)
  const asked = closed.filter(({ leftOnPurpose }) => leftOnPurpose || late.size > 0)
  const calendar = asked.length === 0 ? undefined : await calendarOf(tx, { schoolId, year })
  if (calendar === undefined) return []
  const bySession = Map.groupBy(asked, ({ session }) => session)
  const candidates: Omit<BlankOfClosed, 'knownAt'>[] = []
  for (const day of daysFrom(of.from, of.to)) {
    const registers = (['AM', 'PM'] as const).flatMap((half) =>
      (bySession.get(sessionIndex({ day, half })) ?? []).map((register) => ({ ...register, session: { day, half } })),
    )
    if (registers.length === 0) continue
    const everybody = registers.some(({ leftOnPurpose }) => leftOnPurpose)
    const pupils = await pupilsOnRoll(tx, { schoolId, day, ...(everybody ? {} : { pupilIds: [...late] }) })
    for (const register of registers.filter(({ session }) => hasSession(calendar, session)))
      for (const pupil of pupils)
        if (pupil.groupId === register.groupId && (register.leftOnPurpose || late.has(pupil.id)))
          candidates.push({ ...register, pupil })
  }
  if (candidates.length === 0) return []
  const pupilIds = [...new Set(candidates.map(({ pupil }) => pupil.id))]
  const strips = await readStrips(tx, { schoolId, year, pupilIds })
  return candidates.filter(({ pupil, session }) => (strips.get(pupil.id)?.[sessionIndex(session)] ?? 0) === 0)
}

/** The registers that are closed now. */
async function closedRegisters(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; from: Day; to: Day },
): Promise<readonly ClosedRegister[]> {
  const [first, last] = [sessionIndex({ day: of.from, half: 'AM' }), sessionIndex({ day: of.to, half: 'PM' })]
  const acts = await many(
    tx,
    sql<{ act: string; groupId: GroupId; session: SessionIndex; at: Moment; unmarked: string | null }>`
      select act, group_id as "groupId", first_session as session, made_at as at, facts ->> ${UNMARKED}::text as unmarked
      from register.entry
      where school_id = ${of.schoolId} and year = ${of.year} and act in ('closed', 'reopened')
        and first_session between ${first} and ${last} and group_id is not null
      order by number`,
  )
  const closed = new Map<string, ClosedRegister>()
  for (const { act, groupId, session, at, unmarked } of acts) {
    const key = `${groupId} ${session}`
    if (act === 'reopened') closed.delete(key)
    else if (!closed.has(key))
      closed.set(key, { groupId, session, closedAt: at, leftOnPurpose: unmarked === STAY_MISSING })
  }
  return [...closed.values()]
}

function laterOf(one: Day, other: Day): Day {
  return one > other ? one : other
}

function earlierOf(one: Day, other: Day): Day {
  return one < other ? one : other
}
