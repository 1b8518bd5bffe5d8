import type { Day } from '../kernel/day.ts'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import type { Answer, Body } from '../kernel/operation.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import { type Session, sessionAt, sessionIndex } from '../kernel/session.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import { type Code, codeOfByte } from '../law/codes.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { type DayClocks, hasSession, type RollPupil } from '../roll/contract.ts'
import { calendarOf, dayClocksOn } from '../roll/index.ts'
import { actOnce, type FirstTime } from './act-once.ts'
import type * as contract from './contract.ts'
import { refuseUngrantedMarks } from './granted-marks.ts'
import { entriesOfSession, type StoredEntry } from './journal/entries.ts'
import { readStrips, saveEntry } from './journal/store.ts'
import { noClock, noSession, pupilsById } from './load-register.ts'
import { decideAmendment } from './rules/amending.ts'
import type { SeenMark } from './rules/conflicts.ts'
import type { Entry } from './rules/journal.ts'
import { nameOf } from './rules/mark-faults.ts'
import { refuseFuture } from './rules/register-times.ts'
import { type Standing, standingIn } from './rules/standing.ts'

type Amended = Answer<typeof contract.amendMarks>
type KeptFact = { pupilId: PupilId; day: Day; half: Session['half']; from: Code; to: Code }

/** Amends one mark or many in one act, with the reason. */
export const amendMarks: UseCase<typeof contract.amendMarks> = async (context, { params, body }) => {
  const { schoolId } = params
  const wanted = body.marks.map(
    (mark): SeenMark => ({
      pupilId: mark.pupilId,
      session: { day: mark.day, half: mark.half },
      code: mark.to,
      seen: mark.seen,
      details: mark.details ?? {},
    }),
  )
  if (new Set(wanted.map((mark) => schoolYearOf(mark.session.day))).size > 1)
    return refused('register.two-years', 'These marks are of two school years. Amend each year by itself.')
  const roll = await rollOfMarks(context, schoolId, wanted)
  if (!roll.ok) return roll
  const sent = { schoolId, operation: 'amend-marks', request: { params, body } }
  return actOnce<Amended>(context, sent, {
    first: (act) => save(context, { ...act, wanted, body, roll: roll.value }),
    again: async (entry) => success(await answerOf(context.tx, entry)),
  })
}

/** The pupils of a day's marks, and the clocks of that day. */
interface DayOfMarks {
  readonly pupils: ReadonlyMap<PupilId, RollPupil>
  readonly clocks: DayClocks
}
type RollOfMarks = ReadonlyMap<Day, DayOfMarks>

/** The pupils of these marks on their days; refused where there is no such session, or it has not begun. */
async function rollOfMarks(
  context: Context,
  schoolId: SchoolId,
  wanted: readonly SeenMark[],
): Promise<Result<RollOfMarks>> {
  const { tx } = context
  const now = schoolTime(context.now)
  const days = new Map<Day, DayOfMarks>()
  for (const [day, marks] of Map.groupBy(wanted, (mark) => mark.session.day)) {
    const calendar = await calendarOf(tx, { schoolId, year: schoolYearOf(day) })
    const clocks = await dayClocksOn(tx, { schoolId, day })
    const pupils = await pupilsById(tx, { schoolId, day, pupilIds: marks.map((mark) => mark.pupilId) })
    for (const mark of marks) {
      if (calendar === undefined || !hasSession(calendar, mark.session)) return noSession(mark.session)
      const pupil = pupils.get(mark.pupilId)
      if (pupil === undefined) continue
      const clock = clocks[pupil.yearGroup]
      if (clock === undefined) return noClock(nameOf(pupil))
      const begun = refuseFuture(clock, mark.session, now)
      if (!begun.ok) return begun
    }
    days.set(day, { pupils, clocks })
  }
  return success(days)
}

async function save(
  context: Context,
  act: FirstTime & { wanted: readonly SeenMark[]; body: Body<typeof contract.amendMarks>; roll: RollOfMarks },
): Promise<Result<Amended>> {
  const { tx, caller, now } = context
  const { head, wanted } = act
  const { reason, version, despiteClock } = act.body
  const [first] = wanted
  if (first === undefined) throw new Error('the contract lets no empty amendment in')
  const year = schoolYearOf(first.session.day)
  const standing = await standingOfMarks(tx, head.schoolId, wanted)
  const granted = refuseUngrantedMarks(context, wanted, standing)
  if (!granted.ok) return granted
  const strips = await readStrips(tx, {
    schoolId: head.schoolId,
    year,
    pupilIds: [...new Set(wanted.map((mark) => mark.pupilId))],
  })
  const pupilOf = (mark: SeenMark) => act.roll.get(mark.session.day)?.pupils.get(mark.pupilId)
  const clockOf = (mark: SeenMark) => {
    const yearGroup = pupilOf(mark)?.yearGroup
    return yearGroup === undefined ? undefined : act.roll.get(mark.session.day)?.clocks[yearGroup]
  }
  // A number that the journal has not reached (it was restored from a backup) says nothing about what its sender saw.
  const seenVersion = version > head.lastNumber ? 0 : version
  const decided = decideAmendment(
    { pupilOf, clockOf, standingOf: (mark) => standing(mark), version: head.lastNumber },
    { marks: wanted, seenVersion, despiteClock },
  )
  if (!decided.ok) return decided
  const groups = new Set(wanted.map((mark) => pupilOf(mark)?.groupId))
  const [groupId] = groups.size === 1 ? groups : []
  const kept = decided.value.kept.map(
    (mark): KeptFact => ({ pupilId: mark.pupilId, ...mark.session, from: standing(mark)?.code ?? '-', to: mark.code }),
  )
  const entry = await saveEntry(tx, head, {
    act: 'amended',
    year,
    at: now,
    by: caller,
    reason,
    ...act.keyed,
    ...(groupId == null ? {} : { groupId }),
    facts: { ...(kept.length === 0 ? {} : { kept }), ...(despiteClock ? { despite_clock: true } : {}) },
    marks: decided.value.marks,
    strips,
  })
  const pupils = new Set(entry.marks.map((mark) => mark.pupilId))
  const [only] = pupils
  context.audit({
    ...(pupils.size === 1 && only !== undefined ? { subject: only } : {}),
    facts: { entry: entry.number, marks: entry.marks.length, pupils: pupils.size },
  })
  return success(await answerOf(tx, entry))
}

/** What stands for marks of any sessions, read session by session. */
async function standingOfMarks(
  tx: Tx,
  schoolId: SchoolId,
  marks: readonly SeenMark[],
): Promise<(mark: SeenMark) => Standing | undefined> {
  const bySession = new Map<string, ReadonlyMap<PupilId, Standing>>()
  for (const { session } of marks) {
    const key = `${session.day} ${session.half}`
    if (bySession.has(key)) continue
    const index = sessionIndex(session)
    const entries = await entriesOfSession(tx, { schoolId, year: schoolYearOf(session.day), session: index })
    bySession.set(key, standingIn(index, entries))
  }
  return (mark) => bySession.get(`${mark.session.day} ${mark.session.half}`)?.get(mark.pupilId)
}

/** The answer is read out of the entry, so that a second sending gets the same. */
async function answerOf(tx: Tx, entry: Entry | StoredEntry): Promise<Amended> {
  const kept = (entry.facts.kept ?? []) as readonly KeptFact[]
  const changed = entry.marks.map((mark) => ({
    pupilId: mark.pupilId,
    ...sessionAt(entry.year, mark.session),
    from: codeOfByte(mark.from) ?? null,
    to: codeOfByte(mark.to) ?? null,
  }))
  const named = await namesOfPupils(tx, entry.schoolId, [...changed, ...kept])
  return {
    version: entry.number,
    changed: changed.map((mark) => ({ ...mark, name: named(mark.pupilId) })),
    kept: kept.map((mark) => ({ ...mark, name: named(mark.pupilId) })),
  }
}

/** Names of the pupils of some marks, as the roll had them on the days of the marks. */
export async function namesOfPupils(
  tx: Tx,
  schoolId: SchoolId,
  marks: readonly { pupilId: PupilId; day: Day }[],
): Promise<(pupilId: PupilId) => string> {
  const names = new Map<PupilId, string>()
  for (const [day, ofDay] of Map.groupBy(marks, (mark) => mark.day)) {
    const unknown = ofDay.map((mark) => mark.pupilId).filter((id) => !names.has(id))
    if (unknown.length === 0) continue
    for (const [id, pupil] of await pupilsById(tx, { schoolId, day, pupilIds: unknown })) names.set(id, nameOf(pupil))
  }
  return (pupilId) => names.get(pupilId) ?? ''
}
