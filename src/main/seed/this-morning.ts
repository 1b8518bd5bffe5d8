import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { minutesOf, type TimeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { COMPLETE, type NewEntry, type NewMark } from '../../register/index.ts'
import type { Random } from '../demo/random.ts'
import type { DemoPlannedAbsence } from '../demo/types.ts'
import { indexOf, momentOn, type PupilYear, type SchoolYearRecord, windowOf } from './school-years.ts'
import { signInAct } from './sign-in-act.ts'
import type { Staffing } from './staffing.ts'

/** How many registers are taken by the time the demonstration begins; one more is half taken. */
const TAKEN = 3
const AWAY = 0.07
const LATE_REASONS = ['Bus late', 'Overslept'] as const
/** Minutes after opening: when the first register was taken, the next ones, and when the late came to the desk. */
const FIRST_TAKEN = 3
const ARRIVALS = [6, 8] as const

export interface Morning {
  readonly random: Random
  readonly record: SchoolYearRecord
  readonly staffing: Staffing
  readonly today: Day
  readonly now: TimeOfDay
  readonly planned: readonly DemoPlannedAbsence[]
  /** People whom somebody may sign in as: their registers are left to be taken. */
  readonly featured: ReadonlySet<string>
}

/**
 * What has happened today: in the groups whose registers have been open for ten minutes, three are taken, one is being taken,
 * and two pupils who came late have been signed in. All else is still to do.
 */
export function thisMorning(morning: Morning): readonly NewEntry[] {
  const { random, record, today } = morning
  const isNow = (each: DemoPlannedAbsence) => each.half === 'AM' && each.day === today
  const away = new Set(morning.planned.filter(isNow).map((each) => each.pupilId))
  const opened = [...record.groups]
    .filter(([groupId]) => windowOf(record.clockOf(groupId), 'AM').open + 10 <= minutesOf(morning.now))
    .filter(([groupId]) => !isTaughtByFeatured(morning, groupId))
    .map(([groupId, members]): [GroupId, readonly PupilYear[]] => [groupId, here(members, { today, away })])
    .filter(([, members]) => members.length > TAKEN)
  const [chosen, left] = [random.shuffle(opened).slice(0, TAKEN + 1), new Map<GroupId, PupilId>()]
  for (const [groupId, members] of chosen.slice(0, ARRIVALS.length)) left.set(groupId, random.pick(members).pupil.id)
  return chosen.flatMap(([groupId, members], order) => {
    const late = left.get(groupId)
    const taken = takenAct(morning, { groupId, members, order, late })
    const arrival = ARRIVALS[order]
    if (late === undefined || arrival === undefined) return [taken]
    return [taken, arrivalAct(morning, { groupId, pupilId: late, after: arrival, reason: LATE_REASONS[order] })]
  })
}

function isTaughtByFeatured({ staffing, featured }: Morning, groupId: GroupId): boolean {
  return featured.has(staffing.tutorOf(groupId).id)
}

/** Who is on roll today and not known to be elsewhere. */
function here(members: readonly PupilYear[], at: { today: Day; away: ReadonlySet<PupilId> }): readonly PupilYear[] {
  return members.filter(
    ({ pupil }) =>
      pupil.startingDay <= at.today && (pupil.leaving?.day ?? at.today) >= at.today && !at.away.has(pupil.id),
  )
}

function takenAct(
  { random, record, staffing, today }: Morning,
  of: { groupId: GroupId; members: readonly PupilYear[]; order: number; late: PupilId | undefined },
): NewEntry {
  const { groupId, members, order, late } = of
  const complete = order < TAKEN
  const session = indexOf(today, 'AM')
  const looked = complete ? members : members.slice(0, Math.ceil(members.length / 2))
  const { open } = windowOf(record.clockOf(groupId), 'AM')
  const marks = looked.map(({ pupil }): NewMark => {
    const absent = pupil.id === late || random.chance(AWAY)
    return { pupilId: pupil.id, session, to: byteOfCode(absent ? 'N' : '/') }
  })
  return {
    act: 'taken',
    year: record.year,
    groupId,
    session,
    at: momentOn(today, open + FIRST_TAKEN + order + random.next() * 0.9),
    by: staffing.tutorOf(groupId),
    facts: { [COMPLETE]: complete },
    marks,
  }
}

function arrivalAct(
  morning: Morning,
  of: { groupId: GroupId; pupilId: PupilId; after: number; reason: string | undefined },
): NewEntry {
  const { groupId, pupilId, after, reason } = of
  const { record, today } = morning
  const { open } = windowOf(record.clockOf(groupId), 'AM')
  const session = indexOf(today, 'AM')
  const mark = { pupilId, session, to: byteOfCode('L'), ...(reason && { details: { reason } }) }
  return signInAct(morning, { year: record.year, groupId, mark, on: today, half: 'AM', arrival: open + after, open })
}
