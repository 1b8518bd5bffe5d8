import { type Day, daysBetween } from '../../kernel/day.ts'
import { minutesOf } from '../../kernel/time-of-day.ts'
import type { NewEntry } from '../../register/index.ts'
import { momentOn, type SchoolYearRecord, windowOf } from './school-years.ts'
import type { Actor } from './staffing.ts'
import type { Absence, Taking } from './take-acts.ts'
import { amendmentReason } from './wording.ts'

/** Illness that the office only hears of when the pupil is back. */
const TOLD_LATE = 0.12
/** School days until an absence without a good reason is given up as unauthorised: five at most, as the law says. */
const GIVEN_UP: readonly (readonly [number, number])[] = [
  [0, 15],
  [1, 20],
  [2, 20],
  [3, 20],
  [4, 15],
  [5, 10],
]

/**
 * What the attendance office made of a day's absences: on the morning itself where somebody rang, at once for the afternoon of
 * everybody who was explained in the morning, and days later where the reason came late or never.
 */
export function amendDay(taking: Taking, on: Day, absences: readonly Absence[]): NewEntry[] {
  const officer = taking.staffing.officer(taking.random)
  const ofOne = Map.groupBy(absences, (absence) => `${absence.member.pupil.id} ${absence.code}`)
  const afternoons: Absence[] = []
  const acts = [...ofOne.values()].map((same) => {
    const [first, second] = same
    if (first === undefined) throw new RangeError('a group has a member')
    const waited = schoolDaysWaited(taking, first)
    const later = dayAfter(taking.record, on, waited)
    if (waited > 0) return amendment(taking, { absences: same, officer, at: laterMoment(taking, first, later), later })
    if (second !== undefined) afternoons.push(second)
    return amendment(taking, { absences: [first], officer, at: momentAfterClosing(taking, first), later: on })
  })
  const [sample] = afternoons
  if (sample === undefined) return acts
  const closes = Math.max(...afternoons.map(({ clock }) => windowOf(clock, 'PM').close))
  const batch: NewEntry = {
    act: 'amended',
    year: taking.record.year,
    at: momentOn(on, closes + 6 + taking.random.next() * 30),
    by: officer,
    reason: 'Away all day, as explained this morning',
    marks: afternoons.map((absence) => absence.mark),
  }
  return [...acts, batch]
}

function schoolDaysWaited({ random }: Taking, { code }: Absence): number {
  if (code === 'O') return random.weighted(GIVEN_UP)
  if (code === 'G') return random.between(0, 2)
  return code === 'I' && random.chance(TOLD_LATE) ? 1 : 0
}

/** So many school days later, but before today: what happens from today on is for whoever looks. */
function dayAfter({ days }: SchoolYearRecord, on: Day, schoolDays: number): Day {
  return days[Math.min(days.indexOf(on) + schoolDays, days.length - 1)] ?? on
}

function momentAfterClosing({ random }: Taking, { on, half, clock }: Absence) {
  const { close } = windowOf(clock, half)
  return momentOn(on, close + (half === 'AM' ? 8 + random.next() * 110 : 2 + random.next() * 40))
}

/** In the course of a later day; after the last bell where it has to be the day itself. */
function laterMoment({ random }: Taking, { on, clock }: Absence, later: Day) {
  const minutes = later === on ? minutesOf(clock.dayEnd) + 5 + random.next() * 45 : 9.6 * 60 + random.next() * 330
  return momentOn(later, minutes)
}

function amendment(
  taking: Taking,
  of: { absences: readonly Absence[]; officer: Actor; at: NewEntry['at']; later: Day },
): NewEntry {
  const [first] = of.absences
  if (first === undefined) throw new RangeError('an amendment has a mark')
  const { code, member, on } = first
  const reason = amendmentReason(taking.random, { code, sameDay: of.later === on, continued: wasAlso(taking, first) })
  return {
    act: 'amended',
    year: taking.record.year,
    groupId: member.groupId,
    at: of.at,
    by: of.officer,
    reason,
    marks: of.absences.map((absence) => absence.mark),
  }
}

/** Whether the pupil had the same mark in the session before, on the last school day. */
function wasAlso({ record }: Taking, { member, on, mark }: Absence): boolean {
  const before = record.days[record.days.indexOf(on) - 1]
  if (before === undefined) return false
  return member.marks[mark.session - 2 * daysBetween(before, on)] === mark.to
}
