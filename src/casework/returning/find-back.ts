import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips } from '../../register/index.ts'
import { type SchoolCalendar, schoolDays } from '../../roll/contract.ts'
import { calendarOf } from '../../roll/index.ts'
import { type FirstDayBack, firstDayBack, placedDays } from '../rules/returning/first-day-back.ts'
import { longAbsenceOf } from './store.ts'

export interface FoundBack {
  readonly long: number
  readonly back: ReadonlyMap<PupilId, FirstDayBack>
}

/** Who of these pupils is back after a long absence, or may come back today. */
export async function findBack(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly today: Day; readonly pupilIds: readonly PupilId[] },
): Promise<FoundBack> {
  const { schoolId, today, pupilIds } = of
  const year: SchoolYear = schoolYearOf(today)
  const calendar = await calendarOf(tx, { schoolId, year })
  const strips = await readStrips(tx, { schoolId, year, pupilIds })
  const long = await longAbsenceOf(tx, schoolId)
  return { long, back: backIn(strips, { calendar, today, long }) }
}

/** The same of strips that were read already. */
export function backIn(
  strips: ReadonlyMap<PupilId, Uint8Array>,
  of: { readonly calendar: SchoolCalendar | undefined; readonly today: Day; readonly long: number },
): ReadonlyMap<PupilId, FirstDayBack> {
  const { calendar, today, long } = of
  const days = placedDays(calendar === undefined ? [] : schoolDays(calendar).filter((day) => day <= today))
  return new Map(
    [...strips].flatMap(([pupilId, strip]) => {
      const back = firstDayBack(strip, { days, today, long })
      return back === undefined ? [] : [[pupilId, back] as const]
    }),
  )
}
