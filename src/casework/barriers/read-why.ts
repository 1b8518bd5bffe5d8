import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { Tx } from '../../platform/database/database.ts'
import { calendarOf, pupilsDuring } from '../../roll/index.ts'
import { readCases } from '../cases/store.ts'
import { whyOn } from '../rules/barriers/count-why.ts'
import type { WhyTerm } from '../rules/barriers/why-table.ts'

/** The terms of this school year that have begun, each as at its last day, or as of today: four statements, however many cases. */
export async function readWhy(
  tx: Tx,
  { schoolId, now }: { schoolId: SchoolId; now: Moment },
): Promise<readonly WhyTerm[]> {
  const today = schoolTime(now).day
  const year = schoolYearOf(today)
  const calendar = await calendarOf(tx, { schoolId, year })
  const begun = (calendar?.terms ?? []).filter(({ first }) => first <= today)
  const cases = await readCases(tx, { schoolId, restricted: false })
  const pupilIds = [...new Set(cases.map(({ pupilId }) => pupilId))]
  const ends: readonly { readonly name: string; readonly on: Day }[] =
    begun.length === 0
      ? [{ name: 'This year', on: today }]
      : begun.map(({ name, last }, at) => ({ name, on: at === begun.length - 1 || last > today ? today : last }))
  const first = ends[0]?.on ?? today
  // Of who has left there is no year group any more; they are counted where their case is still open.
  const pupils = pupilIds.length === 0 ? [] : await pupilsDuring(tx, { schoolId, from: first, to: today, pupilIds })
  const yearGroups = new Map<PupilId, YearGroup | null>(pupils.map(({ id, yearGroup }) => [id, yearGroup]))
  return ends.map(({ name, on }) => ({ name, children: whyOn(cases, { on, yearGroups }) }))
}
