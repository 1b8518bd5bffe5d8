import type { Day } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { Half, SessionIndex } from '../../kernel/session.ts'
import { minutesOf, parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code, codeOfByte } from '../../law/codes.ts'
import type { DayClock } from '../../law/day-clock.ts'
import { CLOSING_CLOCK, COMPLETE, type NewEntry, type NewMark } from '../../register/index.ts'
import type { Random } from '../demo/random.ts'
import type { Planned } from './plan-acts.ts'
import { HALVES, momentOn, morningIndex, type PupilYear, type SchoolYearRecord, windowOf } from './school-years.ts'
import { signInAct } from './sign-in-act.ts'
import type { Staffing } from './staffing.ts'

const ABSENT = byteOfCode('N')
const SLASHES: readonly Code[] = ['/', '\\']
/** Pupils whom a tutor marked absent though they were there, corrected by the office the same morning. */
const MISMARKED = 0.0025

export interface Taking {
  readonly random: Random
  readonly record: SchoolYearRecord
  readonly staffing: Staffing
  readonly planned: Planned
}

/** An absence that its register left as N, and what the office found out later. */
export interface Absence {
  readonly member: PupilYear
  readonly on: Day
  readonly half: Half
  readonly mark: NewMark
  readonly code: Code
  readonly clock: DayClock
}

/** A day's registers as they were taken, signed in late and closed; and the absences that somebody explained afterwards. */
export function takeDay(taking: Taking, on: Day): { acts: NewEntry[]; absences: Absence[] } {
  const acts: NewEntry[] = []
  const absences: Absence[] = []
  const morning = morningIndex(taking.record, on)
  for (const [place, half] of HALVES.entries()) {
    // The place of a day that the calendar has: a session of the year.
    const index = (morning + place) as SessionIndex
    for (const [groupId, members] of taking.record.groups) {
      const present = members.filter((member) => (member.marks[index] ?? 0) !== 0)
      if (present.length === 0) continue
      takeRegister(taking, { groupId, members: present, on, half, index }, { acts, absences })
    }
  }
  return { acts, absences }
}

interface OneRegister {
  readonly groupId: GroupId
  readonly members: readonly PupilYear[]
  readonly on: Day
  readonly half: Half
  readonly index: SessionIndex
}

function takeRegister(taking: Taking, register: OneRegister, into: { acts: NewEntry[]; absences: Absence[] }): void {
  const { random, record, staffing, planned } = taking
  const { groupId, members, on, half, index } = register
  const clock = record.clockOf(groupId)
  const { open, close } = windowOf(clock, half)
  const taken = open + random.between(2, Math.min(10, close - open - 4))
  const about = { year: record.year, groupId }
  const marks: NewMark[] = []
  for (const member of members) {
    const pupilId = member.pupil.id
    if (planned.isPlanned(pupilId, index)) continue
    const details = member.details.get(index)
    const mark: NewMark = { pupilId, session: index, to: member.marks[index] ?? 0, ...(details && { details }) }
    const code = codeOfByte(mark.to) ?? '-'
    const arrivedAt = parseTimeOfDay(details?.arrival_time ?? '')
    const arrival = arrivedAt === undefined ? open : minutesOf(arrivedAt)
    const cameInTime = SLASHES.includes(code) ? !random.chance(MISMARKED) : code === 'L' && arrival <= taken
    if (cameInTime || code === 'N') {
      marks.push(mark)
      continue
    }
    marks.push({ pupilId, session: index, to: ABSENT })
    if (code === 'L' || code === 'U') into.acts.push(signInAct(taking, { ...about, mark, on, half, arrival, open }))
    else into.absences.push({ member, on, half, mark, code, clock })
  }
  const at = momentOn(on, taken + random.next() * 0.95)
  const facts = { [COMPLETE]: true }
  into.acts.push({ ...about, act: 'taken', session: index, at, by: staffing.tutorOf(groupId), facts, marks })
  into.acts.push({ ...about, act: 'closed', session: index, at: momentOn(on, close), by: CLOSING_CLOCK, marks: [] })
}
