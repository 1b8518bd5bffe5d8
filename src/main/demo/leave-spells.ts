import { weekday } from '../../kernel/day.ts'
import type { Code } from '../../law/codes.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import { putSession, spellDays } from './absences.ts'
import type { Quotas } from './quotas.ts'
import type { Random } from './random.ts'
import { drawIndex, isFree, put, putSpell, type Row, room, type Sheet } from './sheet.ts'
import type { DemoDetails, DemoPartTimePlan } from './types.ts'
import { afterCloseDetails, appointmentDetails, between, leaveDetails } from './wording.ts'

/** What the leave of one school's year is drawn with. */
export interface LeaveDraw {
  readonly random: Random
  readonly sheet: Sheet
  readonly quotas: Quotas
  readonly plans: DemoPartTimePlan[]
  /** Holidays taken by a household this year, by first session. */
  readonly holidays: Map<string, { readonly start: number; readonly length: number }>
}

const TRIES = 12_000

/** Gives out sessions of a code to pupils drawn by weight, until the quota is spent or nobody has room left. */
function spend(draw: LeaveDraw, code: Code, how: { weight: (row: Row) => number; give: (row: Row) => number }): void {
  const { random, sheet, quotas } = draw
  let sum = 0
  const running = Float64Array.from(sheet.rows, (row) => {
    sum += row.cast ? 0 : how.weight(row)
    return sum
  })
  if (sum === 0) return
  for (let tries = 0; tries < TRIES && quotas.left(code) > 0; tries++) {
    const row = sheet.rows[drawIndex(random, running)]
    if (row !== undefined && room(row) > 0) quotas.take(code, how.give(row))
  }
}

/** Free sessions from `start` on, in one piece. */
function isOpen(row: Row, start: number, length: number): boolean {
  for (let session = start; session < start + length; session++) if (!isFree(row, session)) return false
  return true
}

function giveSpell(
  draw: LeaveDraw,
  row: Row,
  spell: { code: Code; length: number; details?: (start: number) => DemoDetails },
): number {
  if (room(row) < spell.length) return 0
  const starts = spell.length > 4 ? draw.sheet.longStarts : draw.sheet.shortStarts
  const start = 2 * drawIndex(draw.random, starts)
  if (!isOpen(row, start, spell.length)) return 0
  return putSpell(
    row,
    { start, length: spell.length },
    spell.details === undefined ? { code: spell.code } : { code: spell.code, details: spell.details(start) },
  )
}

function putSuspensions(draw: LeaveDraw): void {
  const { random, sheet } = draw
  // A suspension without other provision ends, at the latest, with its fifth day.
  spend(draw, 'E', {
    weight: (row) =>
      (row.target / (row.to - row.from + 1)) ** 1.5 *
      (row.enrolment.child.sex === 'M' ? 1.6 : 1) *
      (row.enrolment.child.lateness > 0.4 ? 1 : 0.05),
    give: (row) => {
      const length = Math.min(
        draw.quotas.left('E') + 1,
        random.weighted([
          [2, 35],
          [4, 30],
          [6, 20],
          [10, 10],
          [1, 5],
        ]),
      )
      return giveSpell(draw, row, {
        code: 'E',
        length,
        details: (start) => {
          const { firstDay, lastDay } = spellDays(sheet, start, length)
          return { exclusion: `Suspension, ${between(firstDay, lastDay)}` }
        },
      })
    },
  })
}

function putExceptionalLeave(draw: LeaveDraw): void {
  const { random, sheet } = draw
  const lengths = sheet.phase === 'special' ? [2, 2, 4, 6, 10] : [1, 2, 2, 2, 4]
  spend(draw, 'C', {
    weight: (row) => row.target,
    give: (row) => {
      const details = leaveDetails(random)
      return giveSpell(draw, row, { code: 'C', length: random.pick(lengths), details: () => details })
    },
  })
  const licence = { licence: 'Child performance licence, Merrowshire, theatre run' }
  const interview = { interview: 'Entrance interview at another school' }
  spend(draw, 'C1', {
    weight: (row) => (room(row) > 3 ? 1 : 0),
    give: (row) => giveSpell(draw, row, { code: 'C1', length: 2, details: () => licence }),
  })
  spend(draw, 'J1', {
    weight: (row) => (room(row) > 0 ? 1 : 0),
    give: (row) => giveSpell(draw, row, { code: 'J1', length: 1, details: () => interview }),
  })
}

/** Days beside a holiday, where families stretch it, come up more often. */
function holidayStart(draw: LeaveDraw, length: number): number {
  const { random, sheet } = draw
  const days = sheet.calendar.schoolDays
  const beside = random.chance(0.5)
  for (let tries = 0; tries < 30; tries++) {
    const at = random.int(days.length - length / 2)
    const [on, next] = [days[at], days[at + length / 2]]
    if (on === undefined) continue
    const startsWeek = weekday(on) === 1
    const endsTerm = next !== undefined && weekday(next) === 1
    if (beside ? endsTerm || startsWeek : true) return 2 * at
  }
  return 0
}

function putHolidays(draw: LeaveDraw): void {
  const { random, sheet, holidays } = draw
  const go = (row: Row, trip: { start: number; length: number }): number => {
    if (room(row) < trip.length || !isOpen(row, trip.start, trip.length)) return 0
    holidays.set(row.enrolment.child.household.key, trip)
    const { firstDay, lastDay } = spellDays(sheet, trip.start, trip.length)
    return putSpell(row, trip, { code: 'G', details: { dates: between(firstDay, lastDay) } })
  }
  for (const row of sheet.rows) {
    const trip = holidays.get(row.enrolment.child.household.key)
    if (trip !== undefined && !row.cast && draw.quotas.left('G') >= trip.length) draw.quotas.take('G', go(row, trip))
  }
  spend(draw, 'G', {
    weight: (row) => Math.min(20, row.target),
    give: (row) => {
      if (holidays.has(row.enrolment.child.household.key)) return 0
      const length = random.weighted([
        [4, 45],
        [6, 25],
        [8, 22],
        [10, 6],
        [16, 2],
      ])
      return go(row, { start: holidayStart(draw, length), length })
    },
  })
}

/** A part-time timetable is for pupils of compulsory school age; the youngest and the oldest have other codes. */
export function mustAttendAllYear({ calendar }: Sheet, row: Row): boolean {
  const [first, last] = [calendar.schoolDays[0], calendar.schoolDays.at(-1)]
  const born = row.enrolment.pupil.dateOfBirth
  return [first, last].every((on) => on !== undefined && isCompulsorySchoolAge(born, on))
}

/** Mornings only, for some weeks, with a review: agreed, and never for long. */
function putPartTime(draw: LeaveDraw): void {
  const { random, sheet, plans } = draw
  spend(draw, 'C2', {
    weight: (row) => (room(row) >= 24 && mustAttendAllYear(sheet, row) ? room(row) : 0),
    give: (row) => {
      const days = Math.min(Math.floor(room(row) * 0.7), random.between(20, 60), draw.quotas.left('C2'))
      const first = random.int(Math.max(1, sheet.calendar.schoolDays.length - days))
      if (room(row) < days || days < 5) return draw.quotas.left('C2') < 5 ? draw.quotas.left('C2') : 0
      return writePlan({ sheet, row, plans }, first, days)
    },
  })
}

/** Writes a part-time timetable of mornings only over `days` school days from the day with number `first`. */
export function writePlan(
  at: { sheet: Sheet; row: Row; plans: DemoPartTimePlan[] },
  first: number,
  days: number,
): number {
  const { sheet, row, plans } = at
  const { firstDay, lastDay } = spellDays(sheet, 2 * first, 2 * days)
  const reviewDay = spellDays(sheet, 2 * (first + Math.floor(days / 2)), 1).firstDay
  const key = `part-time-${row.enrolment.pupil.id.slice(0, 8)}-${firstDay}`
  const agreed = `Mornings only, ${between(firstDay, lastDay)}; agreed with parent`
  let written = 0
  for (let on = first; on < first + days; on++)
    if (put(row, 2 * on + 1, { code: 'C2', details: { plan: agreed } })) written++
  if (written > 0) plans.push({ key, pupilId: row.enrolment.pupil.id, firstDay, lastDay, reviewDay, agreed })
  return written
}

function putAppointments(draw: LeaveDraw): void {
  const { random, sheet } = draw
  spend(draw, 'M', {
    weight: (row) => 1 + 0.1 * Math.min(40, row.target),
    give: (row) => {
      const half = random.chance(0.45) ? 'PM' : 'AM'
      const details = appointmentDetails(random, half)
      const start = 2 * drawIndex(random, sheet.shortStarts) + (half === 'PM' ? 1 : 0)
      const whole = half === 'AM' && random.chance(0.25) && room(row) > 1
      return putSpell(row, { start, length: whole ? 2 : 1 }, { code: 'M', details })
    },
  })
}

function putLateAfterClose(draw: LeaveDraw): void {
  const { random, sheet } = draw
  spend(draw, 'U', {
    weight: (row) => Math.exp(2 * row.enrolment.child.lateness),
    give: (row) => {
      const details = afterCloseDetails(random, { sheet, row, half: 'AM' })
      return putSession(random, { sheet, row, afternoons: 0 }, { code: 'U', details }) ? 1 : 0
    },
  })
}

/** Families who live by fairs and roads, away for a fortnight at a time. */
function putTravel(draw: LeaveDraw): void {
  spend(draw, 'T', {
    weight: (row) => (row.enrolment.child.household.origin === 'traveller' ? 1 : 0),
    give: (row) => giveSpell(draw, row, { code: 'T', length: Math.min(10, draw.quotas.left('T')) }),
  })
}

export function putLeave(draw: LeaveDraw): void {
  putTravel(draw)
  putPartTime(draw)
  putHolidays(draw)
  putSuspensions(draw)
  putExceptionalLeave(draw)
  putAppointments(draw)
  putLateAfterClose(draw)
}
