import type { SessionIndex } from '../../kernel/session.ts'
import type { NewEntry, NewMark } from '../../register/index.ts'
import { momentOn, morningIndex, type SchoolYearRecord } from './school-years.ts'
import type { Staffing } from './staffing.ts'

/** When the old system's registers were brought over, in minutes since midnight of the first INSET day. */
const STARTED = 10 * 60
/** One school day every four seconds. */
const PACE = 4 / 60

/**
 * A school year of another system's registers as they are brought over: one entry for each school day, all made by whoever
 * runs the school's data on the first INSET day of the year after.
 */
export function* broughtOver(
  record: SchoolYearRecord,
  by: { readonly staffing: Staffing; readonly now: SchoolYearRecord },
): Generator<NewEntry> {
  const [insetDay] = by.now.calendar.insetDays
  if (insetDay === undefined) throw new RangeError('a year begins with an INSET day')
  for (const [order, on] of record.days.entries()) {
    const morning = morningIndex(record, on)
    const marks = record.pupils.flatMap(({ pupil, marks: drawn, details }) =>
      [morning, morning + 1].flatMap((index): NewMark[] => {
        const to = drawn[index] ?? 0
        if (to === 0) return []
        const beside = details.get(index)
        // The place of a day that the calendar has: a session of the year.
        const session = index as SessionIndex
        return [
          beside === undefined
            ? { pupilId: pupil.id, session, to }
            : { pupilId: pupil.id, session, to, details: beside },
        ]
      }),
    )
    yield {
      act: 'imported',
      year: record.year,
      at: momentOn(insetDay, STARTED + order * PACE),
      by: by.staffing.dataManager,
      reason: 'Brought over from the school’s former system',
      marks,
    }
  }
}
