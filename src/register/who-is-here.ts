import { success } from '../kernel/result.ts'
import type { Half } from '../kernel/session.ts'
import type { TimeOfDay } from '../kernel/time-of-day.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { hasSession, type RollPupil } from '../roll/contract.ts'
import type * as contract from './contract.ts'
import { ownGroups } from './load-register.ts'
import { type Place, type Whereabouts, whereaboutsOf } from './rules/counting.ts'
import { registerStanding } from './rules/register-state.ts'
import { clockOfGroup, phaseOf } from './rules/register-times.ts'
import { halfAt } from './rules/signing-in.ts'
import type { Standing } from './rules/standing.ts'
import { type SchoolDay, schoolDay } from './school-day.ts'

/** Where every pupil is now, as far as the caller's right to look at registers reaches. */
export const whoIsHere: UseCase<typeof contract.whoIsHere> = async (context, { params }) => {
  const { day, time } = schoolTime(context.now)
  const school = await schoolDay(context.tx, params.schoolId, day)
  const groups = new Map(school.groups.map((group) => [group.id, group.name]))
  const own = context.reach === 'all' ? undefined : new Set(await ownGroups(context, params.schoolId))
  const seen = school.pupils.filter(({ groupId }) => own === undefined || (groupId !== null && own.has(groupId)))
  return success({
    day,
    now: context.now,
    half: halfNow(school, time),
    pupils: seen.map((pupil) => {
      const { place, time: since, standing } = placeOf(school, pupil, time)
      return {
        pupilId: pupil.id,
        preferredName: pupil.preferredName,
        familyName: pupil.familyName,
        yearGroup: pupil.yearGroup,
        groupId: pupil.groupId,
        groupName: pupil.groupId === null ? null : (groups.get(pupil.groupId) ?? null),
        place,
        code: standing?.code ?? null,
        time: since,
      }
    }),
  })
}

/** The school today in numbers, for the office's home. */
export const schoolToday: UseCase<typeof contract.schoolToday> = async (context, { params }) => {
  const now = schoolTime(context.now)
  const school = await schoolDay(context.tx, params.schoolId, now.day)
  const counts = new Map<Place, number>()
  for (const pupil of school.pupils) {
    const { place } = placeOf(school, pupil, now.time)
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

/**
 * Where one pupil is: by the session that now falls in by their own clock. In the afternoon, until its register says
 * otherwise, they are where the morning left them.
 */
function placeOf(
  school: SchoolDay,
  pupil: RollPupil,
  time: TimeOfDay,
): Whereabouts & { standing: Standing | undefined } {
  const clock: DayClock | undefined = school.clocks[pupil.yearGroup]
  const [morning, afternoon] = school.sessions.map((session) => session.standing.get(pupil.id))
  const isAfternoon = clock !== undefined && halfAt(clock, time) === 'PM'
  if (!isAfternoon) return { ...whereaboutsOf(morning), standing: morning }
  const now = whereaboutsOf(afternoon)
  const leftInTheMorning = morning?.absencesFromSite.at(-1)?.returned === null
  if (now.place !== 'not-marked' && !leftInTheMorning) return { ...now, standing: afternoon }
  // Somebody who left in the morning and whom a tutor has seen since is back, whatever the desk knows.
  if (now.place === 'on-site' || now.place === 'late') return { ...now, standing: afternoon }
  return { ...whereaboutsOf(morning), standing: morning }
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
