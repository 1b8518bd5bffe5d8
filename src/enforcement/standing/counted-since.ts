import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips } from '../../register/index.ts'
import { calendarOf } from '../../roll/index.ts'
import { countedMarks, placesOf } from '../rules/threshold/marks-of-strip.ts'
import type { CountedMark } from '../rules/threshold/standing.ts'

/** The sessions of G, N, O and U of some children from a day to another, both included, in order; a child without any is not in it. */
export async function countedSince(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[]; since: Day; today: Day },
): Promise<ReadonlyMap<PupilId, readonly CountedMark[]>> {
  const { schoolId, pupilIds, since, today } = of
  const found = new Map<PupilId, readonly CountedMark[]>()
  if (pupilIds.length === 0) return found
  for (let year = schoolYearOf(since); year <= schoolYearOf(today); year = (year + 1) as SchoolYear) {
    const calendar = await calendarOf(tx, { schoolId, year })
    if (calendar === undefined) continue
    const places = placesOf(calendar)
    for (const [pupilId, strip] of await readStrips(tx, { schoolId, year, pupilIds })) {
      const marks = countedMarks(strip, places).filter(({ session }) => session.day >= since && session.day <= today)
      if (marks.length > 0) found.set(pupilId, [...(found.get(pupilId) ?? []), ...marks])
    }
  }
  return found
}
