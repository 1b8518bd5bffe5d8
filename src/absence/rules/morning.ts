import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Half, type SessionIndex, sessionAt, sessionIndex } from '../../kernel/session.ts'
import { type Moment, momentAt, type TimeOfDay, timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, meaningOfByte } from '../../law/codes.ts'
import { sessionTimes } from '../../law/day-clock.ts'
import type { DayClocks, EnrolmentOfYear, RollGroup } from '../../roll/contract.ts'

const N = byteOfCode('N')
/** Agreed long ago, so it says nothing of where a child is who did not come to the other half. */
const PART_TIME = byteOfCode('C2')
const LATE: readonly number[] = [byteOfCode('L'), byteOfCode('U')]
const HALVES: readonly Half[] = ['AM', 'PM']

/** What the marks of a school say about today, and by which clocks. */
export interface MorningMarks {
  readonly today: Day
  readonly time: TimeOfDay
  /** The places of the year's sessions in its strips, in order. */
  readonly places: readonly SessionIndex[]
  readonly clocks: DayClocks
  readonly groups: readonly RollGroup[]
  readonly enrolments: readonly EnrolmentOfYear[]
  readonly strips: ReadonlyMap<PupilId, Uint8Array>
}

/**
 * For how long a child has been away without a break, whatever was marked: an N of today after ten days of O is no first day. A session that
 * nobody marked, and one for which the child need not come, says nothing; one attended ends it. As far back as this school year.
 */
export interface Away {
  readonly since: Day
  /** School days with a session missed, today included. */
  readonly days: number
  /** The school agreed to some of it, or the child was ill. */
  readonly authorised: boolean
}

/** A pupil who is absent now and of whom nobody knows why. */
export interface AbsentNow {
  readonly pupil: EnrolmentOfYear
  /** Halves of today with an N. */
  readonly halves: readonly Half[]
  /** The first day of this absence; a session with a reason, or one at school, lies before it. */
  readonly since: Day
  readonly away: Away
  /**
   * From when what was done is about this absence: who was found in the morning, came, and is missing in the afternoon is looked for anew.
   */
  readonly from: Moment
  /** When the register of the first of the halves closes; null where no day clock says so. */
  readonly closes: TimeOfDay | null
  readonly hasClosed: boolean
}

const onRoll = ({ firstSession, lastSession, boarder }: EnrolmentOfYear, place: number) =>
  !boarder && firstSession <= place && place <= lastSession

/** The halves of today that the school meets for. */
export function halvesToday({ today, places }: Pick<MorningMarks, 'today' | 'places'>): readonly Half[] {
  return HALVES.filter((half) => places.includes(sessionIndex({ day: today, half })))
}

/** Everybody who is absent now without a reason: the last mark of today that says where they are is an N. Who came in the afternoon is there. */
export function absentNow(marks: MorningMarks): readonly AbsentNow[] {
  const halves = halvesToday(marks)
  const places = halves.map((half) => sessionIndex({ day: marks.today, half }))
  const year = schoolYearOf(marks.today)
  return marks.enrolments.flatMap((pupil) => {
    const strip = marks.strips.get(pupil.pupilId)
    // Of most children nobody asks today where they are.
    if (strip === undefined || !places.some((place) => strip[place] === N)) return []
    const today = halves.filter((half) => onRoll(pupil, sessionIndex({ day: marks.today, half })))
    const known = today.filter((half) => {
      const byte = strip[sessionIndex({ day: marks.today, half })] ?? 0
      return byte !== 0 && byte !== PART_TIME && hasOpened(marks, pupil, half)
    })
    const last = known.at(-1)
    if (last === undefined || strip[sessionIndex({ day: marks.today, half: last })] !== N) return []
    const missed = known.filter((half) => strip[sessionIndex({ day: marks.today, half })] === N)
    const [first = last] = missed
    const from = sessionIndex({ day: marks.today, half: first })
    const since = firstDay(strip, { marks, year, from })
    const away = awayNow(strip, { marks, year, until: sessionIndex({ day: marks.today, half: last }) })
    const times = timesOf(marks, pupil, first)
    const closes = times?.close ?? null
    const hasClosed = closes === null || closes <= marks.time
    const begins = momentAt(since, (since === marks.today ? times?.open : undefined) ?? timeOfDay('00:00'))
    return [{ pupil, halves: missed, since, away, from: begins, closes, hasClosed }]
  })
}

/** A mark of a session to come is a plan: nobody has seen the child by it. */
function hasOpened(marks: MorningMarks, pupil: EnrolmentOfYear, half: Half): boolean {
  const open = timesOf(marks, pupil, half)?.open
  return open === undefined || open <= marks.time
}

export function timesOf(
  { clocks }: Pick<MorningMarks, 'clocks'>,
  pupil: Pick<EnrolmentOfYear, 'yearGroup'>,
  half: Half,
) {
  const clock = pupil.yearGroup === null ? undefined : clocks[pupil.yearGroup]
  return clock === undefined ? undefined : sessionTimes(clock, half)
}

/** How far back the Ns go. A session that nobody marked says nothing; any other mark ends the search. */
function firstDay(strip: Uint8Array, of: { marks: MorningMarks; year: SchoolYear; from: SessionIndex }): Day {
  let first: number = of.from
  for (const place of of.marks.places.toReversed()) {
    if (place >= of.from || strip[place] === 0) continue
    if (strip[place] !== N) break
    first = place
  }
  return sessionAt(of.year, first).day
}

function awayNow(strip: Uint8Array, of: { marks: MorningMarks; year: SchoolYear; until: SessionIndex }): Away {
  const missed = new Set<Day>()
  let [since, authorised] = [of.marks.today, false]
  for (const place of of.marks.places.toReversed()) {
    const meaning = place > of.until ? undefined : meaningOfByte(strip[place] ?? 0)
    if (meaning?.attending === true) break
    if (meaning?.authorised !== true && meaning?.unauthorised !== true) continue
    since = sessionAt(of.year, place).day
    missed.add(since)
    authorised ||= meaning.authorised
  }
  return { since, days: missed.size, authorised }
}

/** A register of today that has opened and in which somebody has no mark. */
export interface Untaken {
  readonly group: RollGroup
  readonly half: Half
  readonly closes: TimeOfDay
  readonly overdue: boolean
  readonly unmarked: number
  readonly pupils: number
}

/** Registers of today with blanks, those that should have closed first. */
export function untakenRegisters(marks: MorningMarks): readonly Untaken[] {
  const members = Map.groupBy(marks.enrolments, ({ groupId }) => groupId)
  const found = halvesToday(marks).flatMap((half) =>
    marks.groups.flatMap((group) => {
      const of = members.get(group.id as GroupId) ?? []
      return registerOf(marks, { group, half, members: of }) ?? []
    }),
  )
  return found.toSorted((one, other) => one.closes.localeCompare(other.closes))
}

function registerOf(
  marks: MorningMarks,
  of: { group: RollGroup; half: Half; members: readonly EnrolmentOfYear[] },
): Untaken | undefined {
  const { group, half, members } = of
  const place = sessionIndex({ day: marks.today, half })
  const pupils = members.filter((pupil) => onRoll(pupil, place))
  const unmarked = pupils.filter(({ pupilId }) => (marks.strips.get(pupilId)?.[place] ?? 0) === 0).length
  const clocks = pupils.flatMap(({ yearGroup }) => (yearGroup === null ? [] : (marks.clocks[yearGroup] ?? [])))
  const times = clocks.map((clock) => sessionTimes(clock, half))
  const opens = times.map(({ open }) => open).sort()[0]
  const closes = times
    .map(({ close }) => close)
    .sort()
    .at(-1)
  if (unmarked === 0 || opens === undefined || closes === undefined || opens > marks.time) return undefined
  return { group, half, closes, overdue: closes <= marks.time, unmarked, pupils: pupils.length }
}

/** Who came late today: the last half of today in which they did. */
export function lateToday(
  marks: MorningMarks,
): readonly { readonly pupil: EnrolmentOfYear; readonly place: SessionIndex }[] {
  const places = halvesToday(marks).map((half) => sessionIndex({ day: marks.today, half }))
  return marks.enrolments.flatMap((pupil) => {
    const strip = marks.strips.get(pupil.pupilId)
    const place = places.findLast((at) => onRoll(pupil, at) && LATE.includes(strip?.[at] ?? 0))
    return place === undefined ? [] : [{ pupil, place }]
  })
}
