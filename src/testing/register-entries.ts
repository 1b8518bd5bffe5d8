import { day } from '../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYear } from '../kernel/school-year.ts'
import { type Session, sessionIndex } from '../kernel/session.ts'
import { momentAt, timeOfDay } from '../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../law/codes.ts'
import type { Act, MarkDetails } from '../register/contract.ts'
import type { Entry } from '../register/rules/journal.ts'
import { type Standing, standingIn } from '../register/rules/standing.ts'
import type { RollPupil } from '../roll/contract.ts'

// Facts for tests of the register's rules: a Year 9 group on a Monday morning, and entries of its journal.

export const MONDAY = day('2026-11-23')
export const AM: Session = { day: MONDAY, half: 'AM' }
export const PM: Session = { day: MONDAY, half: 'PM' }
export const NINE = {
  arriveBy: timeOfDay('08:25'),
  amOpen: timeOfDay('08:30'),
  amClose: timeOfDay('08:45'),
  pmOpen: timeOfDay('13:00'),
  pmClose: timeOfDay('13:15'),
  dayEnd: timeOfDay('15:00'),
}
export const SEVEN = { ...NINE, amOpen: timeOfDay('09:00'), amClose: timeOfDay('09:15'), pmOpen: timeOfDay('14:00') }
export const group = '20000000-0000-4000-8000-000000000001' as GroupId
export const idOf = (n: number) => `40000000-0000-4000-8000-00000000000${n}` as PupilId
export const pupil = (n: number, more: Partial<RollPupil> = {}): RollPupil => ({
  id: idOf(n),
  groupId: group,
  yearGroup: '9',
  preferredName: 'Ada',
  familyName: `Adler${n}`,
  born: day('2013-02-03'),
  sex: 'F',
  startingDay: day('2026-09-01'),
  leavingDay: null,
  ...more,
})
export const TUTOR = { id: '30000000-0000-4000-8000-000000000001', name: 'Tess Tutor', position: 'Form tutor' }
export const OFFICER = {
  id: '30000000-0000-4000-8000-000000000002',
  name: 'Olu Officer',
  position: 'Attendance officer',
}

let counted = 0
export function entry(
  act: Act,
  marks: readonly [n: number, code: Code | null, details?: MarkDetails][],
  more: Partial<Entry> = {},
): Entry {
  counted += 1
  return {
    schoolId: '10000000-0000-4000-8000-000000000001' as SchoolId,
    number: counted,
    act,
    year: schoolYear(2026),
    firstSession: sessionIndex(AM),
    lastSession: sessionIndex(AM),
    groupId: group,
    madeAt: momentAt(MONDAY, timeOfDay('08:35')),
    by: act === 'taken' ? TUTOR : OFFICER,
    reason: null,
    key: null,
    bodyHash: null,
    facts: {},
    marks: marks.map(([n, code, details]) => ({
      pupilId: idOf(n),
      session: sessionIndex(AM),
      from: 0,
      to: code === null ? 0 : byteOfCode(code),
      ...(details === undefined ? {} : { details }),
    })),
    ...more,
  }
}
export const standingAfter = (...entries: Entry[]) => standingIn(sessionIndex(AM), entries)
export const standing = (act: Act, code: Code, details?: MarkDetails): Standing | undefined =>
  standingAfter(entry(act, [details === undefined ? [1, code] : [1, code, details]])).get(idOf(1))
