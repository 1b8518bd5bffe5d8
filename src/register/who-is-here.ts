import type { GroupId } from '../kernel/ids.ts'
import { success } from '../kernel/result.ts'
import type { Half } from '../kernel/session.ts'
import type { TimeOfDay } from '../kernel/time-of-day.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import { type DayClock, sessionTimes } from '../law/day-clock.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { hasSession, type RollPupil } from '../roll/contract.ts'
import type * as contract from './contract.ts'
import { tutorNames } from './list-registers.ts'
import { ownGroups, viewerOf } from './load-register.ts'
import { type Place, unmarkedPlace, type Whereabouts, whereaboutsOf } from './rules/counting.ts'
import { registerStanding } from './rules/register-state.ts'
import { clockOfGroup, phaseOf } from './rules/register-times.ts'
import { shownTo } from './rules/showing/withholding.ts'
import { halfAt } from './rules/signing-in.ts'
import type { Standing } from './rules/standing.ts'
import { type SchoolDay, schoolDay } from './school-day.ts'

/** Where every pupil is now, as far as the caller's right to look at registers reaches. */
export const whoIsHere: UseCase<typeof contract.whoIsHere> = async (context, { params }) => {
  const { day, time } = schoolTime(context.now)
  const school = await schoolDay(context.tx, params.schoolId, day)
  const groups = new Map(school.groups.map((group) => [group.id, group.name]))
  const own = context.reach === 'all' ? undefined : new Set(await ownGroups(context, params.schoolId))
  const viewer = viewerOf(context)
  const begun = begunRegisters(school)
  const seen = school.pupils.filter(({ groupId }) => own === undefined || (groupId !== null && own.has(groupId)))
  return success({
    day,
    now: context.now,
    half: halfNow(school, time),
    dayEnded: dayEnded(school, time),
    groups: groupsSeen(school, { seen, time, begun, tutors: await tutorNames(context.tx, params.schoolId, day) }),
    pupils: seen.map((pupil) => {
      const { place, time: since, standing } = placeOf(school, pupil, { time, begun })
      return {
        pupilId: pupil.id,
        preferredName: pupil.preferredName,
        familyName: pupil.familyName,
        yearGroup: pupil.yearGroup,
        groupId: pupil.groupId,
        groupName: pupil.groupId === null ? null : (groups.get(pupil.groupId) ?? null),
        place,
        code: shownTo(viewer, standing?.code ?? null),
        time: since,
      }
    }),
  })
}

/** The school today in numbers, for the office's home. */
export const schoolToday: UseCase<typeof contract.schoolToday> = async (context, { params }) => {
  const now = schoolTime(context.now)
  const school = await schoolDay(context.tx, params.schoolId, now.day)
  const begun = begunRegisters(school)
  const counts = new Map<Place, number>()
  for (const pupil of school.pupils) {
    const { place } = placeOf(school, pupil, { time: now.time, begun })
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const count = (place: Place) => counts.get(place) ?? 0
  return success({
    day: now.day,
    now: context.now,
    half: halfNow(school, now.time),
    onRoll: school.pupils.length,
    onSite: count('on-site') + count('late'),
    late: count('late'),
    elsewhere: count('elsewhere'),
    absentWithReason: count('absent'),
    absentWithoutReason: count('no-reason'),
    leftSite: count('left-site'),
    notMarked: count('not-marked'),
    notYet: count('not-yet'),
    registers: registersOf(school, now.time),
  })
}

/** The half that now falls in for the school's first clock; null where the school does not meet today. */
function halfNow(school: SchoolDay, time: TimeOfDay): Half | null {
  const [clock] = Object.values(school.clocks)
  if (clock === undefined || school.calendar === undefined) return null
  const half = halfAt(clock, time)
  return hasSession(school.calendar, { day: school.day, half }) ? half : null
}

/** The time at which the last year group's day ended; null while some pupil's day has not. */
function dayEnded(school: SchoolDay, time: TimeOfDay): TimeOfDay | null {
  const [last] = Object.values(school.clocks)
    .map((clock) => clock.dayEnd)
    .sort()
    .reverse()
  return last !== undefined && time >= last ? last : null
}

interface ByNow {
  readonly time: TimeOfDay
  /** Registers that somebody has saved, whole or in part. */
  readonly begun: ReadonlySet<string>
}

const registerKey = (groupId: GroupId, half: Half) => `${groupId} ${half}`

function begunRegisters(school: SchoolDay): ReadonlySet<string> {
  const begun = new Set<string>()
  for (const session of school.sessions)
    for (const { id } of school.groups) {
      const members = new Set(school.pupils.flatMap((pupil) => (pupil.groupId === id ? [pupil.id] : [])))
      const standing = registerStanding({ groupId: id, session: session.index, members }, session.entries)
      if (standing.begun || standing.closed) begun.add(registerKey(id, session.half))
    }
  return begun
}

/** For the assembly point: of each group, who could say where its pupils are, and whether its register is in. */
function groupsSeen(
  school: SchoolDay,
  of: ByNow & { seen: readonly RollPupil[]; tutors: ReadonlyMap<GroupId, readonly string[]> },
) {
  return school.groups.flatMap((group) => {
    const pupils = of.seen.filter((pupil) => pupil.groupId === group.id)
    if (pupils.length === 0) return []
    const years = pupils.map((pupil) => pupil.yearGroup)
    const clock = clockOfGroup(group.yearGroup, school.clocks, years)
    const half = clock === undefined ? 'AM' : halfAt(clock, of.time)
    return {
      ...{ groupId: group.id, groupName: group.name, half, tutors: [...(of.tutors.get(group.id) ?? [])] },
      opens: clock === undefined ? null : sessionTimes(clock, half).open,
      registered: of.begun.has(registerKey(group.id, half)),
    }
  })
}

/**
 * Where one pupil is: by the session that now falls in by their own clock. In the afternoon, until its register says
 * otherwise, they are where the morning left them.
 */
function placeOf(school: SchoolDay, pupil: RollPupil, now: ByNow): Found {
  const clock: DayClock | undefined = school.clocks[pupil.yearGroup]
  const [morning, afternoon] = school.sessions.map((session) => session.standing.get(pupil.id))
  const isAfternoon = clock !== undefined && halfAt(clock, now.time) === 'PM'
  const inMorning = { ...whereaboutsOf(morning), standing: morning }
  const found = isAfternoon ? inTheAfternoon(inMorning, afternoon) : inMorning
  if (found.place !== 'not-marked') return found
  const held = school.sessions.filter(
    (session) =>
      school.calendar !== undefined && hasSession(school.calendar, session) && (isAfternoon || session.half === 'AM'),
  )
  const place = unmarkedPlace(
    held.map((session) => ({
      begun: pupil.groupId !== null && now.begun.has(registerKey(pupil.groupId, session.half)),
    })),
  )
  return { ...found, place }
}

type Found = Whereabouts & { readonly standing: Standing | undefined }

function inTheAfternoon(inMorning: Found, afternoon: Standing | undefined): Found {
  const now = whereaboutsOf(afternoon)
  const leftInTheMorning = inMorning.standing?.absencesFromSite.at(-1)?.returned === null
  if (now.place !== 'not-marked' && !leftInTheMorning) return { ...now, standing: afternoon }
  // Somebody who left in the morning and whom a tutor has seen since is back, whatever the desk knows.
  if (now.place === 'on-site' || now.place === 'late') return { ...now, standing: afternoon }
  return inMorning
}

function registersOf(school: SchoolDay, time: TimeOfDay) {
  const counts = { due: 0, taken: 0, overdue: 0 }
  for (const session of school.sessions) {
    if (school.calendar === undefined || !hasSession(school.calendar, session)) continue
    for (const group of school.groups) {
      const pupils = school.pupils.filter((pupil) => pupil.groupId === group.id)
      const clock = clockOfGroup(
        group.yearGroup,
        school.clocks,
        pupils.map((pupil) => pupil.yearGroup),
      )
      if (clock === undefined || pupils.length === 0) continue
      const { phase } = phaseOf(clock, session, { day: school.day, time })
      const members = new Set(pupils.map((pupil) => pupil.id))
      const { state } = registerStanding({ groupId: group.id, session: session.index, members }, session.entries)
      const taken = state !== 'not-taken' && state !== 'being-taken'
      if (phase !== 'before') counts.due += 1
      if (taken) counts.taken += 1
      if (phase === 'after' && !taken) counts.overdue += 1
    }
  }
  return counts
}
