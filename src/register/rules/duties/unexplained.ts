import {
  type Clock,
  clockOfAmount,
  type Due,
  type Duty,
  dueAfter,
  dutyKey,
  schoolDaysPassed,
  sessionTrigger,
} from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionAt } from '../../../kernel/session.ts'
import type { TimeOfDay } from '../../../kernel/time-of-day.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { sessionTimes } from '../../../law/day-clock.ts'
import { YEAR_GROUPS, type YearGroup } from '../../../law/school-age.ts'
import { thresholdOn } from '../../../law/thresholds.ts'
import { sourceOf } from '../../../policy/contract.ts'
import { amountOn } from './duty-rules.ts'
import type { DutyFacts } from './facts.ts'

const N = byteOfCode('N')

/** A session of a pupil in which an N stands. */
export interface Unexplained {
  readonly pupilId: PupilId
  readonly yearGroup: YearGroup | null
  readonly session: Session
}

/** Every N that stands within a pupil's time on roll, of this year and of the last. */
export function unexplainedMarks(facts: DutyFacts): readonly Unexplained[] {
  const found: Unexplained[] = []
  const add = (of: Omit<Unexplained, 'session'>, at: { year: SchoolYear; place: number }) =>
    found.push({ ...of, session: sessionAt(at.year, at.place) })
  const before = (facts.year - 1) as SchoolYear
  for (const [pupilId, strip] of facts.lastYear)
    for (const place of placesOf(strip, N)) add({ pupilId, yearGroup: null }, { year: before, place })
  for (const { pupilId, yearGroup, firstSession, lastSession } of facts.enrolments) {
    const strip = facts.strips.get(pupilId)
    if (strip === undefined) continue
    for (const place of placesOf(strip, N))
      if (firstSession <= place && place <= lastSession) add({ pupilId, yearGroup }, { year: facts.year, place })
  }
  return found
}

function* placesOf(strip: Uint8Array, byte: number): Generator<SessionIndex> {
  for (let place = strip.indexOf(byte); place >= 0; place = strip.indexOf(byte, place + 1)) yield place as SessionIndex
}

/** N4: an N becomes the code of its reason, or O, within five school days of its session. One duty for each mark. */
export function findReasonDuties(facts: DutyFacts, marks: readonly Unexplained[]): Duty[] {
  return marks.map((mark) => findReasonDuty(facts, mark))
}

export function findReasonDuty(facts: DutyFacts, { pupilId, session }: Unexplained): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  return {
    key: dutyKey('N4', subject, sessionTrigger(session)),
    rule: 'N4',
    subject,
    because: [{ ...session, code: 'N', words: 'Absent, and nobody knows why yet' }],
    from: { day: session.day, time: null },
    due: reasonDue(facts, session.day),
    actions: [openPupil(pupilId)],
    ...ownPromise(facts, session.day),
  }
}

/** Within how many school days the reason is to be found: the law's, or the policy's where it promises to be quicker. Never longer. */
function reasonDays({ policy }: Pick<DutyFacts, 'policy'>, on: Day): number {
  const { amount, unit } = clockOfAmount(policy.policy.reasonWithin.within)
  return unit === 'school days' ? Math.min(amount, amountOn('N4', on)) : amountOn('N4', on)
}

/** Where the policy is quicker than the law the duty is on its clock, and names both: after the law's days the mark turns O, not before. */
function ownPromise({ policy }: DutyFacts, on: Day): Pick<Duty, 'source' | 'clock'> {
  const [amount, law] = [reasonDays({ policy }, on), amountOn('N4', on)]
  if (amount === law) return {}
  const { source, verified } = sourceOf(policy, 'reasonWithin')
  const both = `${source}; the law gives ${law} school days, ${thresholdOn('N4', on)?.source ?? 'regulation 10'}`
  return { source: { source: both, verified }, clock: { amount, unit: 'school days' } }
}

// Hundreds of marks share a few days, and counting school days goes through the calendar.
const REASON_DUE = new WeakMap<DutyFacts, Map<Day, Due>>()

function reasonDue(facts: DutyFacts, day: Day): Due {
  const known = REASON_DUE.get(facts) ?? new Map<Day, Due>()
  REASON_DUE.set(facts, known)
  const clock: Clock = { amount: reasonDays(facts, day), unit: 'school days' }
  const due = known.get(day) ?? dueAfter({ day, time: null }, clock, facts.days)
  known.set(day, due)
  return due
}

/**
 * N5: home is contacted on each day of an absence without a reason, as soon after the register's closing as the policy says. Looked back for as
 * long as the reason may still be found; after that the N itself is overdue.
 */
export function contactHomeDuties(facts: DutyFacts, marks: readonly Unexplained[]): Duty[] {
  const window = amountOn('N4', facts.today)
  const recent = new Map<Day, boolean>()
  const isRecent = (day: Day) => {
    const known = recent.get(day) ?? isWithin(facts, { day, window })
    recent.set(day, known)
    return known
  }
  const byDay = Map.groupBy(
    marks.filter(({ session }) => isRecent(session.day)),
    ({ pupilId, session }) => `${pupilId} ${session.day}`,
  )
  return [...byDay.values()].map((ofDay) => contactHomeDuty(facts, ofDay))
}

function isWithin(facts: DutyFacts, { day, window }: { day: Day; window: number }): boolean {
  const passed = schoolDaysPassed(facts.days, day, facts.today)
  return day <= facts.today && passed !== undefined && passed <= window
}

/** @param ofDay one pupil's marks of one day, at least one. */
export function contactHomeDuty(facts: DutyFacts, ofDay: readonly Unexplained[]): Duty {
  const [first] = ofDay
  if (first === undefined) throw new RangeError('no mark')
  const { pupilId, yearGroup, session } = first
  const subject = { kind: 'pupil', id: pupilId } as const
  const from = { day: session.day, time: closing(facts, first) }
  const clock: Clock =
    from.time === null ? { amount: 0, unit: 'school days' } : clockOfAmount(facts.policy.policy.firstDayContact.within)
  return {
    key: dutyKey('N5', subject, session.day),
    rule: 'N5',
    subject,
    because: ofDay.map(({ session: of }) => ({
      ...of,
      code: 'N' as const,
      words: 'No reason known when the register closed',
    })),
    from,
    due: dueAfter(from, clock, facts.days),
    actions: [{ label: 'Contacts', to: '/pupils/$pupilId/record', params: { pupilId } }, openPupil(pupilId)],
    source: sourceOf(facts.policy, 'firstDayContact'),
    clock,
    // The youngest first: least able to look after themselves, most likely to have set out with nobody.
    order: yearGroup === null ? YEAR_GROUPS.length : YEAR_GROUPS.indexOf(yearGroup),
  }
}

/** When the register of a mark closed, by the clock of the pupil's year group; null where none is entered. */
function closing({ clocks }: DutyFacts, { yearGroup, session }: Unexplained): TimeOfDay | null {
  const clock = yearGroup === null ? undefined : clocks[yearGroup]
  return clock === undefined ? null : sessionTimes(clock, session.half).close
}

export function openPupil(pupilId: PupilId): Duty['actions'][number] {
  return { label: 'Open the pupil’s year', to: '/pupils/$pupilId', params: { pupilId } }
}
