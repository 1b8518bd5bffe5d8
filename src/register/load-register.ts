import type { Day } from '../kernel/day.ts'
import { longDay } from '../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionIndex } from '../kernel/session.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/use-case.ts'
import {
  type DayClocks,
  type FlagKind,
  hasSession,
  type RollGroup,
  type RollPupil,
  type SchoolCalendar,
} from '../roll/contract.ts'
import { calendarOf, groupsOfPerson, pupilsOnRoll, type RollOfGroup, rollOfGroup } from '../roll/index.ts'
import { entriesOfSession, type StoredEntry } from './journal/entries.ts'
import { readStrips, type Strips } from './journal/store.ts'
import { type RegisterStanding, registerStanding } from './rules/register-state.ts'
import { clockOfGroup, type SchoolNow } from './rules/register-times.ts'
import type { Viewer } from './rules/showing/withholding.ts'
import { type AbsenceFromSite, type Standing, standingIn } from './rules/standing.ts'

/** A register as an address names it. */
export interface RegisterAddress extends Session {
  readonly schoolId: SchoolId
  readonly groupId: GroupId
}

/** What the roll says about a register: nothing here changes while marks are saved. */
export interface RollOfRegister {
  readonly address: RegisterAddress
  readonly session: Session
  readonly index: SessionIndex
  readonly year: SchoolYear
  readonly now: SchoolNow
  readonly group: RollGroup
  readonly pupils: readonly RollPupil[]
  readonly clock: DayClock
  /** The clocks of its pupils' year groups, which differ in a group of mixed ages. */
  readonly clocks: DayClocks
  readonly calendar: SchoolCalendar
  /** Whether the caller is one of the group's tutors today. */
  readonly isTutor: boolean
  /** Flags of the kinds asked for. */
  readonly flags: RollOfGroup['flags']
  /** Whether the caller may use every code: the office, not a teacher. */
  readonly anyCode: boolean
}

/** What stands in a register, as one moment saw it. */
export interface MarksOfRegister {
  readonly strips: Strips
  readonly entries: readonly StoredEntry[]
  readonly standing: ReadonlyMap<PupilId, Standing>
  readonly register: RegisterStanding
  /** Pupils who signed out today and have not come back, and when they left; in the afternoon, also those of the morning. */
  readonly away: ReadonlyMap<PupilId, AbsenceFromSite>
}

/** Whether the caller's right reaches this group: all groups for the office, their own of today for a teacher. */
export async function reachesGroup(context: Context, schoolId: SchoolId, groupId: GroupId): Promise<boolean> {
  if (context.reach === 'all') return true
  return (await ownGroups(context, schoolId)).includes(groupId)
}

/** The caller's own groups today. */
export async function ownGroups(context: Context, schoolId: SchoolId): Promise<readonly GroupId[]> {
  const { day } = schoolTime(context.now)
  // A caller is a person wherever a right with reach `own` lets them in.
  return groupsOfPerson(context.tx, { schoolId, personId: context.caller.id as PersonId, day })
}

/** The caller as somebody who looks at marks. */
export function viewerOf(context: Context): Viewer {
  return { id: context.caller.id, seesDetails: context.may('register.view-details') === 'all' }
}

export function mayUseAnyCode(context: Context): boolean {
  return context.may('register.use-any-code') === 'all'
}

/** Loads what the roll knows of a register, and refuses one that is not the caller's or that the calendar does not have. */
export async function rollOfRegister(
  context: Context,
  address: RegisterAddress,
  flagKinds: readonly FlagKind[] = [],
): Promise<Result<RollOfRegister>> {
  const { schoolId, groupId, day, half } = address
  const now = schoolTime(context.now)
  // A caller is a person wherever they hold a right at a school.
  const personId = context.caller.id as PersonId
  const asked = { schoolId, groupId, day, personId, today: now.day, flags: flagKinds }
  const roll = await rollOfGroup(context.tx, asked)
  const { group, pupils, calendar } = roll
  if (group === undefined || (context.reach === 'own' && !roll.isTutor)) return notAllowed()
  const session = { day, half }
  if (calendar === undefined || !hasSession(calendar, session)) return noSession(session)
  const yearGroups = pupils.map((pupil) => pupil.yearGroup)
  const clock = clockOfGroup(group.yearGroup, roll.clocks, yearGroups)
  if (clock === undefined) return noClock(group.name)
  return success({
    address,
    session,
    index: sessionIndex(session),
    year: schoolYearOf(day),
    now,
    group,
    pupils,
    clock,
    clocks: roll.clocks,
    calendar,
    isTutor: roll.isTutor,
    flags: roll.flags,
    anyCode: mayUseAnyCode(context),
  })
}

export function noClock(whose: string): Result<never> {
  return refused(
    'register.no-clock',
    `No day clock has been entered for ${whose}, so nobody knows when its register opens. Ask the school’s administrator.`,
  )
}

/** The calendar that has this session; refused where the school does not meet then. */
export async function calendarWith(tx: Tx, schoolId: SchoolId, session: Session): Promise<Result<SchoolCalendar>> {
  const calendar = await calendarOf(tx, { schoolId, year: schoolYearOf(session.day) })
  if (calendar !== undefined && hasSession(calendar, session)) return success(calendar)
  return noSession(session)
}

export function noSession(session: Session): Result<never> {
  const half = session.half === 'AM' ? 'morning' : 'afternoon'
  return refused(
    'register.no-session',
    `The calendar has no ${half} session on ${longDay(session.day)}. If the school does meet then, have the calendar corrected.`,
  )
}

/**
 * Loads the marks of a register, and the pupils' bytes from `since` up to its session. Under the journal's lock where they are
 * to be changed.
 */
export async function marksOfRegister(
  tx: Tx,
  roll: RollOfRegister,
  since: SessionIndex = roll.index,
): Promise<MarksOfRegister> {
  const { year, index, pupils } = roll
  const { schoolId, groupId } = roll.address
  const pupilIds = pupils.map((pupil) => pupil.id)
  const ofSession = { schoolId, year, session: index }
  // Sent together, answered in this order.
  const [strips, ofGroup, morning] = await Promise.all([
    readStrips(tx, { schoolId, year, pupilIds, places: { from: since, to: index } }),
    entriesOfSession(tx, { ...ofSession, groupId }),
    movesOfMorning(tx, roll),
  ])
  let entries = ofGroup
  let standing = standingIn(index, entries)
  // Somebody who changed groups since may have a mark from the register of the other group.
  if (pupilIds.some((id) => (strips.get(id)?.[index] ?? 0) !== (standing.get(id)?.byte ?? 0))) {
    entries = await entriesOfSession(tx, ofSession)
    standing = standingIn(index, entries)
  }
  const register = registerStanding({ groupId, session: index, members: new Set(pupilIds) }, entries)
  return { strips, entries, standing, register, away: awayFrom(morning, standing) }
}

/** Who left the site in the morning and who came back, where the register is the afternoon's. */
async function movesOfMorning(tx: Tx, roll: RollOfRegister): Promise<ReadonlyMap<PupilId, Standing>> {
  if (roll.session.half === 'AM') return new Map()
  const { year, address } = roll
  const session = (roll.index - 1) as SessionIndex
  const moves = { schoolId: address.schoolId, year, session, acts: ['left-site', 'returned'] as const }
  return standingIn(session, await entriesOfSession(tx, moves))
}

function awayFrom(...halves: readonly ReadonlyMap<PupilId, Standing>[]): ReadonlyMap<PupilId, AbsenceFromSite> {
  const away = new Map<PupilId, AbsenceFromSite>()
  for (const [pupilId, { absencesFromSite }] of halves.flatMap((pupils) => [...pupils])) {
    const last = absencesFromSite.at(-1)
    if (last !== undefined && last.returned === null) away.set(pupilId, last)
  }
  return away
}

/** The pupils with these ids on roll on a day, by id. */
export async function pupilsById(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day; pupilIds: readonly PupilId[] },
): Promise<ReadonlyMap<PupilId, RollPupil>> {
  return new Map((await pupilsOnRoll(tx, of)).map((pupil) => [pupil.id, pupil]))
}
