import { addDays, type Day, weekday } from '../../kernel/day.ts'
import type { Code } from '../../law/codes.ts'
import type { Random } from './random.ts'
import { byteFor, type Row, replace, type Sheet } from './sheet.ts'
import type { Phase } from './types.ts'
import { otherDetails } from './wording.ts'

// DfE publishes how many sessions have no reason, not how they lie. Drawn one by one they bring a tenth of a school past the national threshold;
// in a school that follows absence up it is two or three in a hundred. So in the weeks that count, single days change places between children:
// the school's year holds as many of each code as before, and everybody misses what they missed.

/** The national threshold: so many sessions of unauthorised absence in so many school weeks. */
const [SESSIONS, WEEKS] = [10, 10]
/** How many of a school stay past it beside those of the cases told, in a hundred. */
const STAY: Readonly<Record<Phase, number>> = { secondary: 2.2, primary: 0.8, special: 1.6 }
/** Of those, how many in ten are at home with two parents, with a reason known for every other day: whom a school begins with. */
const PLAIN = 8
/** What somebody without many such days has at most, in any weeks that count. */
const FEW = 6
const COUNTED: ReadonlySet<number> = new Set((['G', 'N', 'O', 'U'] as Code[]).map(byteFor))
const [ILL, OTHER, HOLIDAY, UNEXPLAINED] = (['I', 'O', 'G', 'N'] as Code[]).map(byteFor)

/** A school's years, last and this, and one child's in both. */
interface Years {
  readonly before: Sheet
  readonly now: Sheet
}
interface Child {
  readonly before: Row | undefined
  readonly now: Row
}
type Name = 'before' | 'now'

/** A session in the weeks that count. */
interface Place {
  readonly year: Name
  readonly session: number
  readonly week: number
}

/** The weeks of both years one after the other, and the sessions in those that can still matter. */
function placesOf({ before, now }: Years): { places: readonly Place[]; present: number } {
  const days = ([before, now] as const).flatMap((sheet, year) =>
    sheet.calendar.schoolDays
      .slice(0, year === 0 ? undefined : sheet.daysPast + 1)
      .map((on, index) => ({ year: year === 0 ? ('before' as const) : ('now' as const), index, monday: mondayOf(on) })),
  )
  const mondays = [...new Set(days.map(({ monday }) => monday))]
  const weekOf = new Map(mondays.map((monday, week) => [monday, week]))
  const present = mondays.length - 1
  const places = days.flatMap(({ year, index, monday }): Place[] => {
    const week = weekOf.get(monday) ?? -1
    if (week <= present - 2 * WEEKS || (year === 'now' && index >= now.daysPast)) return []
    return [0, 1].map((half) => ({ year, session: 2 * index + half, week }))
  })
  return { places, present }
}

function mondayOf(on: Day): Day {
  return addDays(on, 1 - weekday(on))
}

/** The most that count in one window which ends in the last ten weeks. */
function most(at: At, child: Child): number {
  const counted = at.places.filter((place) => COUNTED.has(held(child, place)))
  return counted.reduce((best, last) => {
    if (last.week <= at.present - WEEKS) return best
    return Math.max(best, counted.filter(({ week }) => week > last.week - WEEKS && week <= last.week).length)
  }, 0)
}

interface At extends Years {
  readonly random: Random
  readonly places: readonly Place[]
  readonly present: number
}

function held(child: Child, { year, session }: Place): number {
  return child[year]?.codes[session] ?? 0
}

/** Leaves a few past the national threshold: the children of the cases, and some at home with two parents. */
export function keepFewPast(random: Random, years: Years): void {
  const at: At = { ...years, random, ...placesOf(years) }
  const earlier = new Map(years.before.rows.map((row) => [row.enrolment.pupil.id, row]))
  const children = years.now.rows.map((now): Child => ({ now, before: earlier.get(now.enrolment.pupil.id) }))
  const free = random.shuffle(children.filter(({ now, before }) => !now.cast && before?.cast !== true))
  const past = free.filter((child) => most(at, child) >= SESSIONS)
  const stay = staying(at, past)
  const moved = { before: 0, now: 0 }
  for (const child of past) if (!stay.has(child)) explain(at, child, moved)
  for (const child of free) if (!past.includes(child)) leaveOpen(at, child, moved)
}

/** Who stays past it: most are plain to begin with, then those who miss most. */
function staying(at: At, past: readonly Child[]): ReadonlySet<Child> {
  const amount = Math.round((STAY[at.now.phase] * at.now.rows.length) / 100)
  const plain = past.filter((child) => isPlain(at, child)).slice(0, Math.round((amount * PLAIN) / 10))
  const rest = past
    .filter((child) => !plain.includes(child) && !isHoliday(at, child))
    .sort((one, other) => other.now.absent - one.now.absent)
  return new Set([...plain, ...rest.slice(0, amount - plain.length)])
}

const isHoliday = (at: At, child: Child) =>
  at.places.some((place) => place.week > at.present - WEEKS && held(child, place) === HOLIDAY)

function isPlain(at: At, child: Child): boolean {
  const { contacts } = child.now.enrolment.pupil
  const parents = contacts.filter((one) => one.livesWith && one.mayBeTold && one.parentalResponsibility)
  const unexplained = at.places.some((place) => held(child, place) === UNEXPLAINED)
  const sometimesThere = child.now.target < 0.5 * (child.now.to - child.now.from)
  return parents.length >= 2 && !unexplained && sometimesThere && !isHoliday(at, child)
}

/** Days without a reason get one, until few are left: somebody rang, and the child had been ill. */
function explain(at: At, child: Child, moved: Record<Name, number>): void {
  const few = at.random.between(2, FEW)
  for (const place of at.random.shuffle(at.places)) {
    const halves = [place, { ...place, session: place.session + 1 }].filter((half) => held(child, half) === OTHER)
    if (place.session % 2 === 1 || halves.length === 0) continue
    if (most(at, child) <= few) return
    for (const { year, session } of halves) {
      const row = child[year]
      if (row !== undefined) replace(row, session, { code: 'I' })
      moved[year]++
    }
  }
}

/** Days of illness of others stay without one instead, as many as got one. */
function leaveOpen(at: At, child: Child, moved: Record<Name, number>): void {
  const days = at.random.shuffle(at.places.filter(({ session }) => session % 2 === 0))
  let left = at.random.between(1, 4)
  for (const place of days) {
    const row = child[place.year]
    if (left === 0 || row === undefined || moved[place.year] < 2 || !beginsOrEnds(row, place.session)) continue
    if (most(at, child) + 2 > FEW) return
    const details = otherDetails(at.random)
    const mark = details === undefined ? { code: 'O' as const } : { code: 'O' as const, details }
    for (const session of [place.session, place.session + 1]) replace(row, session, mark)
    moved[place.year] -= 2
    left--
  }
}

/** One whole day of illness, the only one or the first or last of a spell: somebody rang on the others. */
function beginsOrEnds({ codes }: Row, morning: number): boolean {
  const there = [morning - 1, morning + 2].some((session) => codes[session] !== ILL)
  return codes[morning] === ILL && codes[morning + 1] === ILL && there
}
