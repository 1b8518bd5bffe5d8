import { sql } from 'kysely'
import { namesOf } from '../identity/index.ts'
import { addDays, type Day } from '../kernel/day.ts'
import type { GroupId, SchoolId } from '../kernel/ids.ts'
import { refused, success } from '../kernel/result.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import { type Half, type SessionIndex, sessionIndex } from '../kernel/session.ts'
import { type Moment, schoolTime } from '../kernel/time-of-day.ts'
import { sessionTimes } from '../law/day-clock.ts'
import { many, run, type Tx } from '../platform/database/database.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { hasSession, type RollGroup } from '../roll/contract.ts'
import { namesOnRoll, tutorsOn } from '../roll/index.ts'
import { blanksOfClosed } from './closing/blanks-of-closed.ts'
import type * as contract from './contract.ts'
import type { RegisterSummary } from './contract.ts'
import { marksOfRegister, ownGroups, rollOfRegister } from './load-register.ts'
import { LOOK_BACK_DAYS } from './rules/closing.ts'
import { countRegister } from './rules/counting.ts'
import { nameOf } from './rules/mark-faults.ts'
import { registerStanding } from './rules/register-state.ts'
import { clockOfGroup, phaseOf } from './rules/register-times.ts'
import { type SchoolDay, type SessionOfDay, schoolDay } from './school-day.ts'

/** Every register of a day, with who should have taken those that are missing. */
export const listRegisters: UseCase<typeof contract.listRegisters> = async (context, { params, query }) => {
  const day = query.day ?? schoolTime(context.now).day
  const registers = await summaries(context, { schoolId: params.schoolId, day, only: undefined })
  const today = day === schoolTime(context.now).day
  const earlier = today ? await earlierBlanks(context, params.schoolId, day) : []
  return success({ day, now: context.now, registers, earlier })
}

/** The caller's own registers of a day: a teacher's home. */
export const myRegisters: UseCase<typeof contract.myRegisters> = async (context, { params, query }) => {
  const day = query.day ?? schoolTime(context.now).day
  const only = await ownGroups(context, params.schoolId)
  if (only.length === 0) return success({ day, now: context.now, registers: [] })
  const registers = await summaries(context, { schoolId: params.schoolId, day, only })
  return success({ day, now: context.now, registers })
}

/** Reminds the tutors of a register that nobody has taken whole. */
export const chaseRegister: UseCase<typeof contract.chaseRegister> = async (context, { params }) => {
  const loaded = await rollOfRegister(context, params)
  if (!loaded.ok) return loaded
  const roll = loaded.value
  const { register } = await marksOfRegister(context.tx, roll)
  const missing = register.state === 'not-taken' || register.state === 'being-taken'
  if (!missing || phaseOf(roll.clock, roll.session, roll.now).phase === 'before')
    return refused('register.not-missing', 'This register is not missing: there is nothing to remind anybody of.')
  const { schoolId, groupId } = params
  const { tx, now, caller } = context
  const tutors = (await tutorsOn(tx, { schoolId, day: params.day })).filter((tutor) => tutor.groupId === groupId)
  const names = await namesOf(
    tx,
    tutors.map((tutor) => tutor.personId),
  )
  await run(
    tx,
    sql`insert into register.reminder (school_id, year, session, group_id, sent_at, sent_by, sent_by_name)
      values (${schoolId}, ${roll.year}, ${roll.index}, ${groupId}, ${now}, ${caller.id}, ${caller.name})
      on conflict do nothing`,
  )
  await context.say('register-chased', {
    schoolId,
    groupId,
    ...roll.session,
    tutors: tutors.map((tutor) => tutor.personId),
    by: caller.id,
  })
  context.audit({ subject: groupId, facts: { ...roll.session } })
  return success({ chasedAt: now, tutors: tutors.flatMap((tutor) => names.get(tutor.personId) ?? []) })
}

/** Closed registers of the last days in which somebody has no mark: nobody else would look at them again. */
async function earlierBlanks(context: Context, schoolId: SchoolId, today: Day) {
  const { tx } = context
  const days = { from: addDays(today, -LOOK_BACK_DAYS), to: addDays(today, -1) }
  const blanks = await blanksOfClosed(tx, { schoolId, ...days })
  if (blanks.length === 0) return []
  const groups = await namesOnRoll(tx, { schoolId, ids: blanks.map(({ groupId }) => groupId) })
  const byRegister = Map.groupBy(blanks, ({ groupId, session }) => `${session.day} ${session.half} ${groupId}`)
  return [...byRegister]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, of]) => {
      const [first] = of
      if (first === undefined) return []
      const { groupId, session } = first
      const unmarked = seesPupils(context) ? of.map(({ pupil }) => ({ pupilId: pupil.id, name: nameOf(pupil) })) : []
      return [{ groupId, groupName: groups.get(groupId) ?? '', ...session, notMarked: of.length, unmarked }]
    })
}

/** Somebody who oversees registers from outside the school counts children and is told no names. */
function seesPupils(context: Context): boolean {
  return context.may('register.view') !== undefined
}

async function summaries(
  context: Context,
  of: { schoolId: SchoolId; day: Day; only: readonly GroupId[] | undefined },
): Promise<RegisterSummary[]> {
  const { tx } = context
  const school = await schoolDay(tx, of.schoolId, of.day)
  const groups = school.groups.filter((group) => of.only?.includes(group.id) ?? true)
  const tutors = await tutorNames(tx, of.schoolId, of.day)
  const reminders = await remindersOf(tx, of.schoolId, of.day)
  return groups.flatMap((group) =>
    school.sessions
      .filter((session) => school.calendar !== undefined && hasSession(school.calendar, session))
      .flatMap((session) => {
        const about = {
          tutors: tutors.get(group.id) ?? [],
          chasedAt: reminders.get(reminderKey(group.id, session.index)),
        }
        return summaryOf(context, school, { group, session, ...about }) ?? []
      }),
  )
}

function summaryOf(
  context: Context,
  school: SchoolDay,
  of: { group: RollGroup; session: SessionOfDay; tutors: readonly string[]; chasedAt: Moment | undefined },
): RegisterSummary | undefined {
  const { group, session } = of
  const pupils = school.pupils.filter((pupil) => pupil.groupId === group.id)
  const clock = clockOfGroup(
    group.yearGroup,
    school.clocks,
    pupils.map((pupil) => pupil.yearGroup),
  )
  if (clock === undefined) return undefined
  const ids = pupils.map((pupil) => pupil.id)
  const standing = registerStanding(
    { groupId: group.id, session: session.index, members: new Set(ids) },
    session.entries,
  )
  const { open, close } = sessionTimes(clock, session.half)
  const phase = phaseOf(clock, session, schoolTime(context.now))
  const counts = countRegister(
    ids,
    (id) => session.standing.get(id)?.byte ?? 0,
    (id) => session.standing.get(id)?.absencesFromSite ?? [],
  )
  const whole =
    standing.state === 'taken' || standing.state === 'amended' || (standing.closed && counts.notMarked === 0)
  const unmarked = pupils.filter((pupil) => standing.closed && (session.standing.get(pupil.id)?.byte ?? 0) === 0)
  return {
    groupId: group.id,
    groupName: group.name,
    yearGroup: group.yearGroup,
    tutors: [...of.tutors],
    day: session.day,
    half: session.half,
    clock: { opens: open, closes: close, ...phase },
    state: standing.state,
    amended: standing.amended,
    overdue: phase.phase === 'after' && !whole && ids.length > 0,
    takenBy: standing.takenBy?.name ?? null,
    takenAt: standing.takenAt,
    chasedAt: of.chasedAt ?? null,
    pupils: ids.length,
    counts,
    unmarked: seesPupils(context) ? unmarked.map((pupil) => ({ pupilId: pupil.id, name: nameOf(pupil) })) : [],
  }
}

/** The names of every group's tutors on a day. */
export async function tutorNames(
  tx: Tx,
  schoolId: SchoolId,
  day: Day,
): Promise<ReadonlyMap<GroupId, readonly string[]>> {
  const tutors = await tutorsOn(tx, { schoolId, day })
  const names = await namesOf(tx, [...new Set(tutors.map((tutor) => tutor.personId))])
  const byGroup = Map.groupBy(tutors, (tutor) => tutor.groupId)
  return new Map(
    [...byGroup].map(([groupId, of]) => [groupId, of.flatMap((tutor) => names.get(tutor.personId) ?? []).sort()]),
  )
}

function reminderKey(groupId: GroupId, session: SessionIndex): string {
  return `${groupId} ${session}`
}

/** When each register of a day was last chased. */
async function remindersOf(tx: Tx, schoolId: SchoolId, day: Day): Promise<ReadonlyMap<string, Moment>> {
  const [first, last] = (['AM', 'PM'] as const).map((half: Half) => sessionIndex({ day, half }))
  const rows = await many(
    tx,
    sql<{ groupId: GroupId; session: SessionIndex; at: Moment }>`
      select group_id as "groupId", session, max(sent_at) as at from register.reminder
      where school_id = ${schoolId} and year = ${schoolYearOf(day)} and session between ${first ?? 0} and ${last ?? 0}
      group by group_id, session`,
  )
  return new Map(rows.map((row) => [reminderKey(row.groupId, row.session), row.at]))
}
