import type { Day } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { Half } from '../../kernel/session.ts'
import { addMinutes, timeOfDay } from '../../kernel/time-of-day.ts'
import type { NewEntry, NewMark } from '../../register/index.ts'
import type { Random } from '../demo/random.ts'
import { momentOn } from './school-years.ts'
import type { Staffing } from './staffing.ts'

/** Somebody who came to the desk after their tutor had looked round. */
export interface LateArrival {
  readonly year: SchoolYear
  readonly groupId: GroupId
  /** L or U, with what was drawn beside it. */
  readonly mark: NewMark
  readonly on: Day
  readonly half: Half
  /** In minutes since midnight: when they came, and when their register opened. */
  readonly arrival: number
  readonly open: number
}

const MIDNIGHT = timeOfDay('00:00')

/** The desk's entry, some seconds into the minute of arrival. */
export function signInAct(by: { random: Random; staffing: Staffing }, late: LateArrival): NewEntry {
  const { year, groupId, mark, on, half, arrival, open } = late
  const time = addMinutes(MIDNIGHT, arrival)
  const minutesLate = arrival - open
  const reason = mark.details?.reason
  return {
    act: 'signed-in',
    year,
    groupId,
    at: momentOn(on, arrival + 0.15 + by.random.next() * 0.7),
    by: by.staffing.desk(by.random),
    ...(reason === undefined ? {} : { reason }),
    facts: { answer: { day: on, half, time, minutesLate } },
    marks: [{ ...mark, details: { ...mark.details, arrival_time: time, minutes_late: String(minutesLate) } }],
  }
}
