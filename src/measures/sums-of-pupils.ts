import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { firstDayOf, type SchoolYear } from '../kernel/school-year.ts'
import { sessionAt, sessionIndex } from '../kernel/session.ts'
import { type Moment, schoolTime } from '../kernel/time-of-day.ts'
import type { Tx } from '../platform/database/database.ts'
import { arrivalsOf } from '../register/index.ts'
import type { FlagKind } from '../roll/contract.ts'
import { dayClocksOfSchool, dayClocksOn } from '../roll/index.ts'
import { loadFacts } from './load-facts.ts'
import type { Enrolled, SchoolFacts } from './rules/facts.ts'
import type { SessionSpan } from './rules/sessions.ts'
import { type ArrivalFacts, lateSessionsOf } from './rules/shape/shape-of-absence.ts'
import { countedUntil } from './rules/shown/counted-until.ts'
import { enrolmentFigures } from './rules/shown/group-figures.ts'

/** What sums about single pupils are made from, by the same rules as every figure: for slices that tell pupils and families of them. */
export interface SumsOfPupils {
  readonly facts: SchoolFacts
  /** The last place of the year whose registers have all closed by now; -1 where none has. */
  readonly until: number
  /** Minutes late within a span as far as a time of arrival was entered; null where the pupil was late and no time is known. */
  minutesLate(enrolled: Enrolled, span: SessionSpan): number | null
}

/** A school's year so far, or that of some of its pupils: `facts` and `until` of `SumsOfPupils`, without times of arrival. */
export async function yearSoFar(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    readonly year: SchoolYear
    readonly now: Moment
    readonly pupilIds?: readonly PupilId[]
    readonly flags?: readonly FlagKind[]
  },
): Promise<Pick<SumsOfPupils, 'facts' | 'until'>> {
  const { schoolId, year, flags = [] } = of
  const now = schoolTime(of.now)
  const facts = await loadFacts(tx, { ...of, on: now.day, flags })
  return { facts, until: countedUntil(year, now, await dayClocksOn(tx, { schoolId, day: now.day })) }
}

/** Reads a school's year, or that of some of its pupils, with times of arrival. Year groups and groups are as at today. */
export async function sumsOfPupils(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    readonly year: SchoolYear
    readonly now: Moment
    readonly pupilIds?: readonly PupilId[]
  },
): Promise<SumsOfPupils> {
  const { schoolId, year } = of
  const { facts, until } = await yearSoFar(tx, of)
  const arrivals = until < 0 ? NO_ARRIVALS : await readArrivals(tx, { schoolId, year, until })
  return {
    facts,
    until,
    minutesLate: (enrolled, span) => {
      const late = lateSessionsOf(facts, enrolmentFigures(enrolled, span), arrivals)
      const known = late.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]))
      return late.length > 0 && known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
    },
  }
}

const NO_ARRIVALS: ArrivalFacts = { arrivedAt: () => undefined, clockOf: () => undefined }

async function readArrivals(
  tx: Tx,
  { schoolId, year, until }: { schoolId: SchoolId; year: SchoolYear; until: number },
): Promise<ArrivalFacts> {
  const { day, half } = sessionAt(year, until)
  const from = sessionIndex({ day: firstDayOf(year), half: 'AM' })
  const times = await arrivalsOf(tx, { schoolId, year, from, to: sessionIndex({ day, half }) })
  const clocks = Map.groupBy(await dayClocksOfSchool(tx, { schoolId, until: day }), ({ yearGroup }) => yearGroup)
  return {
    arrivedAt: (pupilId, place) => times.get(pupilId)?.get(place),
    clockOf: (yearGroup, on) => clocks.get(yearGroup)?.findLast(({ fromDay }) => fromDay <= on)?.clock,
  }
}
