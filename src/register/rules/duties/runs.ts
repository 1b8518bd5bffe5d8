import { type Because, type Duty, dueAfter, dutyKey } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import { type SchoolYear, schoolYearOf } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, type Code, meaningOfByte } from '../../../law/codes.ts'
import { isCompulsorySchoolAge } from '../../../law/school-age.ts'
import { type EnrolmentOfYear, type SchoolCalendar, schoolDays } from '../../../roll/contract.ts'
import { amountOn } from './duty-rules.ts'
import type { DutyFacts } from './facts.ts'
import { openPupil } from './unexplained.ts'

/** What a mark does to a stretch of days: makes it longer, ends it, or says nothing about it. */
export type Effect = 'counts' | 'ends' | 'passes'

/** A school day and the place of its morning in the year's strips. */
interface Morning {
  readonly day: Day
  readonly place: SessionIndex
}

/** School days one after the other of which every one counts; days that say nothing may lie between. */
export interface Run {
  readonly days: readonly Day[]
}

/**
 * The runs of a strip over some school days. A day counts where a session of it counts and none ends the run; a day on which nothing
 * was possible (not required, dual registration, no mark) neither counts nor ends it.
 */
export function runsOf(
  strip: Uint8Array,
  of: {
    readonly days: readonly Morning[]
    readonly onRoll: { from: SessionIndex; to: SessionIndex }
    readonly effect: (byte: number) => Effect
  },
): readonly Run[] {
  return runsOver([{ strip, days: of.days, onRoll: of.onRoll }], of.effect)
}

/** One school year of a pupil: its strip, the days to look at, and when they were on roll. */
export interface YearOfMarks {
  readonly strip: Uint8Array
  readonly days: readonly Morning[]
  readonly onRoll: { readonly from: SessionIndex; readonly to: SessionIndex }
}

/** As `runsOf`, over years one after the other: no holiday ends a run, neither half-term nor the summer's. */
export function runsOver(years: readonly YearOfMarks[], effect: (byte: number) => Effect): readonly Run[] {
  const runs: Run[] = []
  let run: Day[] = []
  const end = () => {
    if (run.length > 0) runs.push({ days: run })
    run = []
  }
  for (const { strip, days, onRoll } of years) {
    for (const { day, place: morning } of days) {
      if (morning < onRoll.from || onRoll.to < morning) continue
      const [first, then] = [effect(strip[morning] ?? 0), effect(strip[morning + 1] ?? 0)]
      if (first === 'ends' || then === 'ends') end()
      else if (first === 'counts' || then === 'counts') run.push(day)
    }
  }
  end()
  return runs
}

const UNAUTHORISED = new Set((['G', 'N', 'O', 'U'] as const).map(byteOfCode))
const EXCLUDED = byteOfCode('E')

/** Any mix of G, N, O and U, as the attendance return counts it; what was not possible says nothing. */
export function unauthorised(byte: number): Effect {
  if (UNAUTHORISED.has(byte)) return 'counts'
  return isPossible(byte) ? 'ends' : 'passes'
}

function excluded(byte: number): Effect {
  if (byte === EXCLUDED) return 'counts'
  return isPossible(byte) ? 'ends' : 'passes'
}

function isPossible(byte: number): boolean {
  const kind = meaningOfByte(byte)?.statistical
  return kind === 'present' || kind === 'approved-activity' || kind === 'authorised' || kind === 'unauthorised'
}

/** N6 and N12: ten and twenty school days of nothing but unauthorised absence; N19: six of exclusion, those planned included. */
export function runDuties(facts: DutyFacts): Duty[] {
  const { calendar, today, days: known } = facts
  const lastYear = known.calendars.get((facts.year - 1) as SchoolYear)
  const before = lastYear === undefined ? [] : morningsOf(lastYear)
  const days = calendar === undefined ? [] : morningsOf(calendar)
  const until = days.filter(({ day }) => day <= today)
  return facts.enrolments.flatMap((pupil) => {
    const strip = facts.strips.get(pupil.pupilId) ?? NO_MARKS
    const ended = facts.lastYear.get(pupil.pupilId)
    const years = (of: readonly Morning[]): YearOfMarks[] => [
      ...(ended === undefined ? [] : [lastYearOf(pupil, { strip: ended, days: before })]),
      { strip, days: of, onRoll: { from: pupil.firstSession, to: pupil.lastSession } },
    ]
    const had = (bytes: ReadonlySet<number>) => mayHave(strip, bytes) || (ended !== undefined && mayHave(ended, bytes))
    const reaching = (runs: readonly Run[]) =>
      runs.filter((run) => reachesThisYear(run, { years: years(until), year: facts.year }))
    const absent = had(UNAUTHORISED) ? reaching(runsOver(years(until), unauthorised)) : []
    const suspended = had(EXCLUSION) ? reaching(runsOver(years(days), excluded)) : []
    return [
      ...absent.flatMap((run) => [...returnDuty(facts, { pupil, run }), ...enquiryDuty(facts, { pupil, run })]),
      ...suspended.flatMap((run) => sixthDayDuty(facts, { pupil, run })),
    ]
  })
}

const NO_MARKS = new Uint8Array(STRIP_LENGTH)
const EXCLUSION: ReadonlySet<number> = new Set([EXCLUDED])

function morningsOf(calendar: SchoolCalendar): readonly Morning[] {
  return schoolDays(calendar).map((day): Morning => ({ day, place: sessionIndex({ day, half: 'AM' }) }))
}

/** A pupil's marks of last year, from the day on which they were put on roll. */
function lastYearOf({ startingDay }: EnrolmentOfYear, of: Pick<YearOfMarks, 'strip' | 'days'>): YearOfMarks {
  const first = of.days[0]?.day ?? startingDay
  const from = startingDay <= first ? 0 : sessionIndex({ day: startingDay, half: 'AM' })
  const beyond = schoolYearOf(startingDay) > schoolYearOf(first)
  return {
    ...of,
    onRoll: { from: (beyond ? STRIP_LENGTH : from) as SessionIndex, to: (STRIP_LENGTH - 1) as SessionIndex },
  }
}

/** A run of this year, or one that nothing had ended when last year was over: what it calls for does not end with the year. */
function reachesThisYear(
  { days }: Run,
  { years, year }: { readonly years: readonly YearOfMarks[]; readonly year: SchoolYear },
): boolean {
  const last = days.at(-1)
  if (last === undefined || schoolYearOf(last) === year) return last !== undefined
  const [before] = years
  const after = before?.days.filter(({ day }) => day > last) ?? []
  return after.every(
    ({ place }) => !isPossible(before?.strip[place] ?? 0) && !isPossible(before?.strip[place + 1] ?? 0),
  )
}

function mayHave(strip: Uint8Array, bytes: ReadonlySet<number>): boolean {
  for (const byte of bytes) if (strip.includes(byte)) return true
  return false
}

type OfRun = { readonly pupil: EnrolmentOfYear; readonly run: Run }
type Described = OfRun & { readonly what: string; readonly code?: Code | null }

const UNBROKEN = 'without a break, none of them authorised'

function returnDuty(facts: DutyFacts, { pupil, run }: OfRun): Duty[] {
  const day = run.days[amountOn('N6', facts.today) - 1]
  if (day === undefined || !isCompulsorySchoolAge(pupil.born, day)) return []
  const from = { day, time: null }
  const due = dueAfter(from, { amount: amountOn('N7', facts.today), unit: 'months' }, facts.days)
  return [{ ...ofRun('N6', { pupil, run, what: UNBROKEN }), from, due }]
}

function enquiryDuty(facts: DutyFacts, { pupil, run }: OfRun): Duty[] {
  const day = run.days[amountOn('N12', facts.today) - 1]
  if (day === undefined) return []
  return [
    {
      ...ofRun('N12', { pupil, run, what: UNBROKEN }),
      from: { day, time: null },
      due: null,
    },
  ]
}

/** From the sixth day: the first five are the suspension's own. */
function sixthDayDuty(facts: DutyFacts, { pupil, run }: OfRun): Duty[] {
  const [first] = run.days
  const sixth = run.days[amountOn('N19', facts.today) - 1]
  if (first === undefined || sixth === undefined) return []
  const duty = ofRun('N19', { pupil, run, what: 'of exclusion, those planned included', code: 'E' })
  return [{ ...duty, from: { day: first, time: null }, due: { kind: 'by', day: sixth, time: null } }]
}

function ofRun(rule: string, { pupil, run, what, code = null }: Described): Omit<Duty, 'from' | 'due'> {
  const subject = { kind: 'pupil', id: pupil.pupilId } as const
  const [first, last] = [run.days[0] ?? null, run.days.at(-1) ?? null]
  const because: Because[] = [
    { day: first, half: null, code, words: `First of ${run.days.length} school days ${what}` },
  ]
  if (last !== first) because.push({ day: last, half: null, code, words: 'The last of them so far' })
  return { key: dutyKey(rule, subject, first ?? ''), rule, subject, because, actions: [openPupil(pupil.pupilId)] }
}
