import { type Day, dayNumber } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import { firstDayOf, type SchoolYear } from '../../kernel/school-year.ts'
import { type Half, type SessionIndex, sessionIndex } from '../../kernel/session.ts'
import { type Moment, minutesOf, momentAt, momentFromMilliseconds, timeOfDay } from '../../kernel/time-of-day.ts'
import { type DayClock, sessionTimes } from '../../law/day-clock.ts'
import type { DemoCalendar, DemoDetails, DemoPupil, DemoSchool, DemoTrust } from '../demo/types.ts'

/** One pupil's drawn year, with what was recorded beside marks at hand. */
export interface PupilYear {
  readonly pupil: DemoPupil
  readonly groupId: GroupId
  readonly marks: Uint8Array
  readonly details: ReadonlyMap<number, DemoDetails>
}

/** One school's drawn year, as the journal is made from it. */
export interface SchoolYearRecord {
  readonly school: DemoSchool
  readonly calendar: DemoCalendar
  readonly year: SchoolYear
  /** School days before today, in order. */
  readonly days: readonly Day[]
  readonly pupils: readonly PupilYear[]
  readonly groups: ReadonlyMap<GroupId, readonly PupilYear[]>
  readonly clockOf: (groupId: GroupId) => DayClock
}

export function schoolYearRecord(trust: DemoTrust, school: DemoSchool, year: SchoolYear): SchoolYearRecord {
  const calendar = trust.calendars.find((each) => each.schoolId === school.id && each.schoolYear === year)
  if (calendar === undefined) throw new RangeError(`${school.name} has no calendar of ${year}`)
  const here = new Map(trust.pupils.filter((pupil) => pupil.schoolId === school.id).map((pupil) => [pupil.id, pupil]))
  const pupils = trust.strips.flatMap((strip): PupilYear[] => {
    const pupil = here.get(strip.pupilId)
    const entry = pupil?.years.find((each) => each.schoolYear === year)
    if (strip.schoolYear !== year || pupil === undefined || entry === undefined) return []
    const details = new Map(strip.details.map((each): [number, DemoDetails] => [each.index, each.details]))
    return [{ pupil, groupId: entry.groupId, marks: strip.marks, details }]
  })
  const clocks = new Map(
    trust.groups
      .filter((group) => group.schoolId === school.id)
      .map((group) => [
        group.id,
        school.clocks.find((entry) => entry.yearGroups.some((each) => group.yearGroups.includes(each)))?.clock,
      ]),
  )
  return {
    school,
    calendar,
    year,
    days: calendar.schoolDays.filter((on) => on < trust.today),
    pupils,
    groups: Map.groupBy(pupils, (each) => each.groupId),
    clockOf: (groupId) => {
      const clock = clocks.get(groupId)
      if (clock === undefined) throw new RangeError(`no clock for group ${groupId}`)
      return clock
    },
  }
}

export const HALVES: readonly Half[] = ['AM', 'PM']

/** The place of a day's morning in its year's strips. Counted here, since it is asked for every mark of two years. */
export function morningIndex(record: { readonly year: SchoolYear }, on: Day): number {
  return 2 * (dayNumber(on) - dayNumber(firstDayOf(record.year)))
}

export function indexOf(on: Day, half: Half): SessionIndex {
  return sessionIndex({ day: on, half })
}

export function windowOf(clock: DayClock, half: Half): { readonly open: number; readonly close: number } {
  const { open, close } = sessionTimes(clock, half)
  return { open: minutesOf(open), close: minutesOf(close) }
}

const MINUTE = 60_000
const MIDNIGHTS = new Map<Day, number>()

/**
 * The moment so many minutes (and parts of one) after midnight by the school's clock. Worked out once a day: clocks are
 * changed on Sundays, so on a school day all hours are of one length.
 */
export function momentOn(on: Day, minutes: number): Moment {
  const midnight = MIDNIGHTS.get(on) ?? Date.parse(momentAt(on, timeOfDay('00:00')))
  MIDNIGHTS.set(on, midnight)
  return momentFromMilliseconds(midnight + Math.round(minutes * 60) * (MINUTE / 60))
}
