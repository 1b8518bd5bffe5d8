import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, success } from '../../kernel/result.ts'
import { sessionAt } from '../../kernel/session.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { arrivalsOf } from '../../register/index.ts'
import { dayClocksOfSchool } from '../../roll/index.ts'
import type { Asked } from '../contract.ts'
import { type AskedFacts, readAsked } from '../read-asked.ts'
import { type ArrivalFacts, type EnrolmentShape, shapesOf } from '../rules/shape/shape-of-absence.ts'

/** A question about the shape of absence, with each enrolment's own. */
export interface AskedShape extends AskedFacts {
  readonly each: readonly EnrolmentShape[]
}

/** Reads the question, its facts and the times of arrival. @returns as `readAsked`. */
export async function readShape(context: Context, schoolId: SchoolId, query: Asked): Promise<Result<AskedShape>> {
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, span, filter } = asked.value
  const arrivals = await readArrivals(context, schoolId, asked.value)
  return success({ ...asked.value, each: shapesOf(facts, { span, filter }, arrivals) })
}

async function readArrivals(context: Context, schoolId: SchoolId, asked: AskedFacts): Promise<ArrivalFacts> {
  const { year, span } = asked
  const { day: until } = sessionAt(year, span.to)
  const [times, clocks] = await Promise.all([
    arrivalsOf(context.tx, { schoolId, year, ...span }),
    dayClocksOfSchool(context.tx, { schoolId, until }),
  ])
  const ofYearGroup = Map.groupBy(clocks, ({ yearGroup }) => yearGroup)
  return {
    arrivedAt: (pupilId, place) => times.get(pupilId)?.get(place),
    clockOf: (yearGroup, day) => ofYearGroup.get(yearGroup)?.findLast(({ fromDay }) => fromDay <= day)?.clock,
  }
}
