import type { DutyAsked } from '../../duties/contract.ts'
import { enrolmentsForDuties } from '../../duties/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips, stripsForDuties } from '../../register/index.ts'
import { type EnrolmentOfYear, type SchoolCalendar, schoolDays } from '../../roll/contract.ts'
import { nationalThreshold, schoolWeeksOf } from '../rules/national-threshold.ts'
import { countedMarks, type Places, placesOf, together, without } from '../rules/threshold/marks-of-strip.ts'
import {
  type CountedMark,
  type ThresholdStanding,
  thresholdStanding,
  type Weeks,
  windowBegins,
} from '../rules/threshold/standing.ts'

/** What every standing of a school is worked out from, read once. */
export interface StandingFacts {
  readonly schoolId: SchoolId
  readonly weeks: Weeks
  readonly calendars: ReadonlyMap<SchoolYear, SchoolCalendar>
  readonly enrolments: readonly EnrolmentOfYear[]
  /** The unauthorised sessions of each child who has any, of this school year and as far back as it matters of the last. */
  readonly marks: ReadonlyMap<PupilId, readonly CountedMark[]>
}

/** The facts of a school today, or of some children; undefined before there was a national threshold, or without a calendar. */
export async function readStandingFacts(
  tx: Tx,
  asked: DutyAsked,
  pupilIds?: readonly PupilId[],
): Promise<StandingFacts | undefined> {
  const { schoolId, today, year } = asked
  const threshold = nationalThreshold(today)
  const calendar = asked.calendar
  if (threshold === undefined || calendar === undefined) return undefined
  const { calendars } = asked.days
  const mondays = schoolWeeksOf([...calendars.values()].flatMap((one) => schoolDays(one)))
  const weeks: Weeks = { mondays, today, threshold }
  const enrolments = (await enrolmentsForDuties(tx, asked)).filter(
    ({ pupilId, born, boarder, startingDay, leavingDay }) =>
      (pupilIds === undefined || pupilIds.includes(pupilId)) &&
      !boarder &&
      startingDay <= today &&
      (leavingDay === null || leavingDay >= today) &&
      isCompulsorySchoolAge(born, today),
  )
  const strips =
    pupilIds === undefined ? await stripsForDuties(tx, asked) : await readStrips(tx, { schoolId, year, pupilIds })
  const places = placesOf(calendar)
  const marks = new Map<PupilId, readonly CountedMark[]>()
  for (const { pupilId } of enrolments) {
    const of = countedMarks(strips.get(pupilId), places)
    if (of.length > 0) marks.set(pupilId, of)
  }
  await addLastYear(tx, { asked, weeks, enrolments, marks, wholly: pupilIds !== undefined })
  for (const { pupilId, born } of enrolments) {
    const own = marks.get(pupilId)
    // Before compulsory school age nobody has a duty (section 444): most children are of it at their first mark.
    if (own?.[0] === undefined || isCompulsorySchoolAge(born, own[0].session.day)) continue
    marks.set(
      pupilId,
      own.filter(({ session }) => isCompulsorySchoolAge(born, session.day)),
    )
  }
  return { schoolId, weeks, calendars, enrolments, marks }
}

/**
 * Adds what the last school year has: of everybody while its weeks still count, else of those alone who have met the threshold, so that the day on
 * which they did stays the same. Reading a whole year takes as long as all the rest. Of children who were asked for by name it is read always: what was
 * decided on last summer counts until it is recoded, not until it leaves the window.
 */
async function addLastYear(
  tx: Tx,
  of: {
    asked: DutyAsked
    weeks: Weeks
    enrolments: readonly EnrolmentOfYear[]
    marks: Map<PupilId, readonly CountedMark[]>
    wholly: boolean
  },
): Promise<void> {
  const { asked, weeks, enrolments, marks, wholly } = of
  const { schoolId, year } = asked
  const last = (year - 1) as SchoolYear
  const calendar = asked.days.calendars.get(last)
  if (calendar === undefined) return
  const everybody = wholly || schoolYearOf(windowBegins(weeks)) < year
  const pupilIds = everybody
    ? enrolments.map(({ pupilId }) => pupilId)
    : [...marks].filter(([, own]) => thresholdStanding(own, weeks).state === 'met').map(([pupilId]) => pupilId)
  if (pupilIds.length === 0) return
  const strips = await readStrips(tx, { schoolId, year: last, pupilIds })
  const places: Places = placesOf(calendar)
  for (const pupilId of pupilIds) {
    const before = countedMarks(strips.get(pupilId), places)
    if (before.length > 0) marks.set(pupilId, [...before, ...(marks.get(pupilId) ?? [])])
  }
}

/** Where one child stands, without the sessions that are used up, with those of other schools where they are known. */
export function standingOf(
  { weeks, marks }: Pick<StandingFacts, 'weeks' | 'marks'>,
  pupilId: PupilId,
  more: { readonly used?: ReadonlySet<string>; readonly elsewhere?: readonly CountedMark[] } = {},
): ThresholdStanding {
  const { used = new Set(), elsewhere = [] } = more
  const own = marks.get(pupilId) ?? []
  return thresholdStanding(without(elsewhere.length === 0 ? own : together([own, elsewhere]), used), weeks)
}

/** The day so many school days after another, of whatever years are entered; null where the calendar ends first. */
export function schoolDayAfter(
  calendars: ReadonlyMap<SchoolYear, SchoolCalendar>,
  from: Day,
  days: number,
): Day | null {
  const later = [...calendars.values()].flatMap((calendar) => schoolDays(calendar).filter((of) => of > from)).sort()
  return later[days - 1] ?? null
}
