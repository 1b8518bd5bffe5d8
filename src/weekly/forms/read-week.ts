import { addDays, type Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import {
  type Enrolled,
  enrolmentFigures,
  type SessionSpan,
  type Sessions,
  sessionsWith,
} from '../../measures/contract.ts'
import { sumsOfPupils } from '../../measures/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { mondayOf } from '../../roll/contract.ts'
import { type Change, changeOf, type Stretch, stretchOf } from '../rules/change.ts'
import { countedWeeks, halfTermUntil, isWholeWeek, weekAsked, weekToGive } from '../rules/weeks.ts'

/** A span in which nothing is counted. */
const NOTHING = { from: 1, to: 0 } as SessionSpan

/** One pupil's week, beside the pupil's own weeks before. */
export interface PupilWeek {
  readonly pupilId: PupilId
  readonly week: Sessions
  readonly minutesLate: number | null
  readonly halfTerm: Sessions
  readonly change: Change
  /** Half days away this week; not those on which the child came after the register had closed. */
  readonly away: number
  /** This week alone, with authorised absence set aside. */
  readonly aside: Stretch
  /** Missed in the weeks compared, those set aside; undefined where it is too early to compare. */
  readonly missedLately: number | undefined
  /** Whether the last session counted was attended. */
  readonly isBack: boolean
}

/** A week as far as it has been counted, with what it is set beside. */
export interface ReadWeek {
  readonly monday: Day
  /** The last session of the week that has been counted; undefined where none has. */
  readonly until: SessionIndex | undefined
  /** Every session of the week for which the school meets has been counted. */
  readonly isWhole: boolean
  readonly halfTermName: string | null
  readonly enrolled: readonly Enrolled[]
  readonly pupilWeek: (enrolled: Enrolled) => PupilWeek
}

/** The week that a day falls in, or the latest with a session counted; undefined where none has been this year. */
export async function readWeek(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    readonly now: Moment
    /** A day of the week asked for; the latest counted where left out. */
    readonly day?: Day
    readonly today: Day
    readonly pupilIds?: readonly PupilId[]
  },
): Promise<ReadWeek | undefined> {
  const year = schoolYearOf(of.day ?? of.today)
  const { facts, until, minutesLate } = await sumsOfPupils(tx, { ...of, year })
  const monday = of.day === undefined ? countedWeeks(facts, until).at(-1)?.monday : mondayOf(of.day)
  if (monday === undefined) return undefined
  const { week, now, before } = weekAsked(facts, until, monday)
  const span = week?.span ?? NOTHING
  const half = halfTermUntil(facts, addDays(monday, 4), until)
  return {
    monday,
    until: week?.span.to,
    isWhole: week !== undefined && isWholeWeek(facts, week),
    halfTermName: half?.name ?? null,
    enrolled: facts.enrolled,
    pupilWeek: (enrolled) => {
      const [earlier, later] = [stretchOf(enrolled, before), stretchOf(enrolled, now)]
      const change = changeOf(earlier, later)
      const ofWeek = enrolmentFigures(enrolled, span)
      return {
        pupilId: enrolled.pupilId,
        week: ofWeek.sessions,
        away: ofWeek.sessions.absent - sessionsWith(ofWeek.codes, 'U'),
        minutesLate: minutesLate(enrolled, span),
        halfTerm: enrolmentFigures(enrolled, half?.span ?? NOTHING).sessions,
        change,
        aside: stretchOf(enrolled, [span]),
        missedLately: change.kind === 'too-early' ? undefined : earlier.missed + later.missed,
        isBack: enrolmentFigures(enrolled, { from: span.to, to: span.to }).sessions.absent === 0,
      }
    },
  }
}

/** The Monday of the latest school week that has a session counted by now; on the week's first day still of the week before. */
export async function latestWeek(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; today: Day },
): Promise<Day | undefined> {
  const { facts, until } = await sumsOfPupils(tx, { ...of, year: schoolYearOf(of.today), pupilIds: [] })
  return weekToGive(countedWeeks(facts, until), facts.year, of.today)?.monday
}

/** Where a session stands in time, for those who read it. */
export function sessionOf(monday: Day, place: SessionIndex) {
  return sessionAt(schoolYearOf(monday), place)
}
