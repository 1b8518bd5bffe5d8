import { type Day, dayNumber } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { firstDayOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../kernel/session.ts'
import { byteOfCode, type Code, codeOfByte } from '../../law/codes.ts'
import type { NewEntry } from '../../register/index.ts'
import type { Random } from '../demo/random.ts'
import type { DemoDetails, DemoPlannedAbsence } from '../demo/types.ts'
import { indexOf, momentOn, type SchoolYearRecord } from './school-years.ts'
import type { Staffing } from './staffing.ts'
import { planReason } from './wording.ts'

/** Codes of absences that were agreed before the day, and how many school days before (the least and the most). */
const AHEAD: ReadonlyMap<Code, readonly [number, number]> = new Map([
  ['B', [2, 6]],
  ['C', [2, 9]],
  ['C1', [4, 10]],
  ['C2', [1, 3]],
  ['D', [3, 8]],
  ['E', [1, 1]],
  ['J1', [2, 6]],
  ['K', [1, 4]],
  ['M', [1, 8]],
  ['P', [2, 6]],
  ['R', [2, 8]],
  ['S', [5, 10]],
  ['T', [2, 6]],
  ['V', [5, 15]],
  ['W', [8, 20]],
  ['X', [3, 8]],
] satisfies [Code, readonly [number, number]][])

/** Appointments that parents only ring about on the morning itself. */
const RUNG_IN: readonly Code[] = ['M', 'J1']
const RUNG_IN_SHARE = 0.35
/** Weekly patterns are one plan, also across a half-term. */
const LONGEST_GAP_DAYS = 17
const DECIDED_BY_HEAD: readonly Code[] = ['C', 'E']
const AFTER_SCHOOL = 15 * 60 + 35

/** The same marks for some pupils on some sessions, agreed in one act. */
interface Plan {
  readonly code: Code
  readonly details: DemoDetails | undefined
  readonly sessions: readonly SessionIndex[]
  readonly pupilIds: PupilId[]
}

/** What was planned: the acts, and which sessions of a pupil no tutor had to mark. */
export interface Planned {
  readonly acts: readonly NewEntry[]
  readonly isPlanned: (pupilId: PupilId, index: number) => boolean
}

interface Planning {
  readonly random: Random
  readonly record: SchoolYearRecord
  readonly staffing: Staffing
  readonly today: Day
  /** What is known of today and of days ahead, before today's registers open. */
  readonly known: readonly DemoPlannedAbsence[]
}

/** Makes one plan of each run of like marks that were agreed ahead, of all the pupils who share it. */
export function planActs(planning: Planning): Planned {
  const plans = new Map<string, Plan>()
  const planned = new Set<string>()
  const ahead = Map.groupBy(planning.known, (absence) => absence.pupilId)
  for (const { pupil, marks, details } of planning.record.pupils) {
    const known = ahead.get(pupil.id) ?? []
    for (const run of runsOf({ marks, details, known })) {
      if (known.length === 0 && RUNG_IN.includes(run.code) && planning.random.chance(RUNG_IN_SHARE)) continue
      for (const session of run.sessions) planned.add(`${pupil.id} ${session}`)
      const key = `${run.code} ${JSON.stringify(run.details)} ${run.sessions.join()}`
      const shared = plans.get(key)
      if (shared === undefined) plans.set(key, { ...run, pupilIds: [pupil.id] })
      else shared.pupilIds.push(pupil.id)
    }
  }
  return {
    acts: [...plans.values()].map((plan) => actOf(planning, plan)),
    isPlanned: (pupilId, index) => planned.has(`${pupilId} ${index}`),
  }
}

type Run = Omit<Plan, 'pupilIds'>

function runsOf(of: {
  marks: Uint8Array
  details: ReadonlyMap<number, DemoDetails>
  known: readonly DemoPlannedAbsence[]
}): Run[] {
  const open = new Map<string, SessionIndex[][]>()
  const about = new Map<string, Pick<Run, 'code' | 'details'>>()
  const add = (session: SessionIndex, code: Code, details: DemoDetails | undefined) => {
    const key = `${code} ${JSON.stringify(details)}`
    const runs = open.get(key) ?? []
    const last = runs.at(-1)?.at(-1)
    if (last === undefined || session - last > 2 * LONGEST_GAP_DAYS) runs.push([session])
    else runs.at(-1)?.push(session)
    open.set(key, runs)
    about.set(key, { code, details })
  }
  for (const [index, byte] of of.marks.entries()) {
    const code = AGREED[byte]
    // A place with a mark in it is a session of the year.
    if (code !== undefined) add(index as SessionIndex, code, of.details.get(index))
  }
  for (const { day, half, code, details } of of.known) add(indexOf(day, half), code, details)
  return [...open].flatMap(([key, runs]) => {
    const what = about.get(key)
    return what === undefined ? [] : runs.map((sessions) => ({ ...what, sessions }))
  })
}

/** By byte: the code, where it is agreed ahead. */
const AGREED = Array.from({ length: 256 }, (_, byte) => {
  const code = codeOfByte(byte)
  return code !== undefined && AHEAD.has(code) ? code : undefined
})

function actOf({ random, record, staffing, today }: Planning, plan: Plan): NewEntry {
  const { code, details, sessions, pupilIds } = plan
  const [first] = sessions
  if (first === undefined) throw new RangeError('a plan has a session')
  const [least, most] = AHEAD.get(code) ?? [1, 5]
  const agreed = dayBefore(record, sessionAt(record.year, first).day, random.between(least, most))
  // What lies further ahead than that is known today because it was agreed in the last days.
  const on = agreed < today ? agreed : dayBefore(record, today, random.between(1, 6))
  return {
    act: 'planned',
    year: record.year,
    at: momentOn(on, AFTER_SCHOOL + random.next() * 55),
    by: DECIDED_BY_HEAD.includes(code) ? staffing.head : staffing.officer(random),
    reason: planReason(code, details),
    marks: pupilIds.flatMap((pupilId) =>
      sessions.map((session) => ({ pupilId, session, to: byteOfCode(code), ...(details && { details }) })),
    ),
  }
}

/** So many school days before a day; the INSET day before the first of them where there are not as many. */
function dayBefore({ calendar }: SchoolYearRecord, on: Day, schoolDays: number): Day {
  const place = calendar.schoolDays.indexOf(on) - schoolDays
  const inset = calendar.insetDays.findLast((each) => each < (calendar.schoolDays[0] ?? on))
  const found = place >= 0 ? calendar.schoolDays[place] : inset
  if (found === undefined || dayNumber(found) < dayNumber(firstDayOf(calendar.schoolYear)))
    throw new RangeError(`nothing lies before ${on}`)
  return found
}
