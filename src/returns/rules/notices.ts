import { type Duty, dueAfter, dutyKey } from '../../duties/contract.ts'
import { addDays, type Day, longDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { byteOfCode } from '../../law/codes.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import { type Effect, type Run, runsOf } from '../../register/contract.ts'
import { type EnrolmentOfYear, type FlagKind, schoolDays, type Term } from '../../roll/contract.ts'
import { onRoll, type ReturnFacts } from './facts.ts'
import { attendanceIn, openReturn } from './marks.ts'

const UNEXPLAINED = byteOfCode('N')

/** Flags that say that a pupil has a social worker. */
export const SOCIAL_WORKER_FLAGS: readonly FlagKind[] = ['child-protection', 'child-in-need', 'looked-after']
/** Every flag that a notice follows from. */
export const NOTICE_FLAGS: readonly FlagKind[] = [...SOCIAL_WORKER_FLAGS, 'ehcp']

const words = (text: string, day: Day | null = null): Duty['because'][number] => ({
  day,
  half: null,
  code: null,
  words: text,
})

/** An absence that nobody can explain goes to the workers of the pupil on its first day; so does a name that is to be deleted. */
export function workerDuties(facts: ReturnFacts): Duty[] {
  return facts.pupils.flatMap((pupil) => {
    const flags = facts.flags.get(pupil.pupilId)
    const workers = facts.workers.get(pupil.pupilId)
    const social = workers?.has('social-worker') === true || SOCIAL_WORKER_FLAGS.some((kind) => flags?.has(kind))
    const offending = workers?.has('youth-offending') === true
    if (!social && !offending) return []
    const runs = unexplainedRuns(facts, pupil)
    return [
      ...(social ? runs.map((run) => unexplained('returns.social-worker', pupil.pupilId, run)) : []),
      ...(social ? leaves(facts, pupil) : []),
      ...(offending ? runs.map((run) => unexplained('returns.youth-offending', pupil.pupilId, run)) : []),
    ]
  })
}

/** Runs of days with an N that stands: for as long as it does, whoever works with the pupil was not told why. */
function unexplainedRuns({ asked, strips }: ReturnFacts, pupil: EnrolmentOfYear): readonly Run[] {
  const strip = strips.get(pupil.pupilId)
  if (strip === undefined || asked.calendar === undefined || !strip.includes(UNEXPLAINED)) return []
  const days = schoolDays(asked.calendar)
    .filter((day) => day <= asked.today)
    .map((day) => ({ day, place: sessionIndex({ day, half: 'AM' }) }))
  // A child who came in the afternoon was missing in the morning all the same: nothing but a day without an N ends a run.
  const effect = (byte: number): Effect => (byte === UNEXPLAINED ? 'counts' : 'passes')
  const whole = runsOf(strip, { days, onRoll: onRoll(pupil), effect })
  const all = days.map(({ day }) => day)
  return whole.flatMap(({ days: of }) => adjoining(of, all))
}

/** Splits days where a school day lies between them. */
function adjoining(of: readonly Day[], all: readonly Day[]): readonly Run[] {
  const place = new Map(all.map((day, at) => [day, at]))
  const runs: Day[][] = []
  for (const day of of) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    const follows = before !== undefined && (place.get(day) ?? 0) - (place.get(before) ?? 0) === 1
    if (last !== undefined && follows) last.push(day)
    else runs.push([day])
  }
  return runs.map((days) => ({ days }))
}

function unexplained(rule: string, pupilId: PupilId, { days }: Run): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('a run has no day')
  const because = { day: first, half: null, code: 'N' as const, words: 'Absent, and nobody knows why' }
  return {
    key: dutyKey(rule, subject, first),
    rule,
    subject,
    because: [because, ...(last === first ? [] : [{ ...because, day: last, words: 'The last day of it so far' }])],
    from: { day: first, time: null },
    due: { kind: 'by', day: first, time: null },
    actions: [openReturn],
  }
}

/** The social worker is told before the name goes. */
function leaves({ asked }: ReturnFacts, { pupilId, leavingDay }: EnrolmentOfYear): Duty[] {
  if (leavingDay === null || leavingDay < addDays(asked.today, -30)) return []
  const subject = { kind: 'pupil', id: pupilId } as const
  return [
    {
      key: dutyKey('returns.social-worker', subject, 'leaves', leavingDay),
      rule: 'returns.social-worker',
      subject,
      because: [words('The name is to be deleted from the admission register', leavingDay)],
      from: { day: leavingDay, time: null },
      due: { kind: 'by', day: leavingDay, time: null },
      actions: [openReturn],
    },
  ]
}

const BEFORE_THE_END = 14

/** A looked-after pupil's attendance, towards the end of each term, where the virtual school has asked for it. */
export function virtualSchoolDuties({ asked, pupils, flags, settings }: ReturnFacts): Duty[] {
  if (!settings.virtualSchool) return []
  const terms = (asked.calendar?.terms ?? []).filter(({ last }) => addDays(last, -BEFORE_THE_END) <= asked.today)
  return pupils
    .filter(({ pupilId }) => flags.get(pupilId)?.has('looked-after') === true)
    .flatMap((pupil) => terms.filter((term) => wasHere(pupil, term)).map((term) => virtualSchool(pupil.pupilId, term)))
}

function wasHere({ startingDay, leavingDay }: EnrolmentOfYear, { first, last }: Term): boolean {
  return startingDay <= last && (leavingDay === null || leavingDay >= first)
}

function virtualSchool(pupilId: PupilId, { name, first, last }: Term): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  return {
    key: dutyKey('returns.virtual-school', subject, first),
    rule: 'returns.virtual-school',
    subject,
    because: [words(`The term ‘${name}’ ends`, last)],
    from: { day: addDays(last, -BEFORE_THE_END), time: null },
    due: { kind: 'by', day: last, time: null },
    actions: [openReturn],
  }
}

/** A month of fewer possible sessions says nothing, and neither does a beginning of fewer. */
const ENOUGH_IN_MONTH = 16
const ENOUGH_BEFORE = 20

/** A month that is over in which a pupil with a plan attended much less than in the school year before it. */
export function planDuties({ asked, pupils, strips, flags, settings }: ReturnFacts): Duty[] {
  if (asked.calendar === undefined) return []
  const months = [...Map.groupBy(schoolDays(asked.calendar), (day) => day.slice(0, 7))].filter(
    ([month]) => month < asked.today.slice(0, 7),
  )
  return pupils
    .filter(({ pupilId }) => flags.get(pupilId)?.has('ehcp') === true)
    .flatMap((pupil) => {
      const strip = strips.get(pupil.pupilId)
      if (strip === undefined) return []
      return months.flatMap(([month, days]) => fallen({ pupil, strip, month, days, points: settings.ehcpPoints }))
    })
}

function fallen(of: {
  pupil: EnrolmentOfYear
  strip: Uint8Array
  month: string
  days: readonly Day[]
  points: number
}): Duty[] {
  const { pupil, strip, month, days, points } = of
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = Math.max(sessionIndex({ day: first, half: 'AM' }), pupil.firstSession)
  const inMonth = attendanceIn(strip, {
    from,
    to: Math.min(sessionIndex({ day: last, half: 'PM' }), pupil.lastSession),
  })
  const before = attendanceIn(strip, { from: pupil.firstSession, to: from - 1 })
  if (inMonth.possible < ENOUGH_IN_MONTH || before.possible < ENOUGH_BEFORE) return []
  const fell = (100 * before.attended) / before.possible - (100 * inMonth.attended) / inMonth.possible
  if (fell < points) return []
  const subject = { kind: 'pupil', id: pupil.pupilId } as const
  const said = (sums: { attended: number; possible: number }) => `${sums.attended} of ${sums.possible}`
  return [
    {
      key: dutyKey('returns.ehcp', subject, month),
      rule: 'returns.ehcp',
      subject,
      because: [
        words(
          `Attended ${said(inMonth)} possible sessions of the month that ended here, ${said(before)} before it`,
          last,
        ),
      ],
      from: { day: last, time: null },
      due: null,
      actions: [openReturn],
    },
  ]
}

/** Each part-time timetable of a pupil of compulsory school age (C2). Due only where the authority has named a time. */
export function partTimeDuties({ asked, pupils, timetables, settings }: ReturnFacts): Duty[] {
  const born = new Map(pupils.map((pupil) => [pupil.pupilId, pupil.born]))
  return timetables.flatMap((timetable) => {
    const bornOn = born.get(timetable.pupilId)
    if (bornOn === undefined || !isCompulsorySchoolAge(bornOn, timetable.first)) return []
    const subject = { kind: 'pupil', id: timetable.pupilId } as const
    const from = { day: timetable.first, time: null }
    const within = settings.partTimeWithin
    const clock = within === null ? undefined : ({ amount: within, unit: 'school days' } as const)
    return [
      {
        key: dutyKey('returns.part-time', subject, timetable.id),
        rule: 'returns.part-time',
        subject,
        because: [words(`Part-time until ${longDay(timetable.last)}, as agreed with a parent`, timetable.first)],
        from,
        due: clock === undefined ? null : dueAfter(from, clock, asked.days),
        actions: [openReturn],
        ...(clock === undefined ? {} : { clock }),
      },
    ]
  })
}
