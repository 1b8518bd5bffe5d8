import type { Tx } from '../../platform/database/database.ts'
import { type ChangeFacts, keep } from '../keep.ts'
import type { SchoolCalendar } from '../rules/calendar.ts'
import { findCalendar } from '../store.ts'

/** Puts a year's calendar in place of the one there was, if any. The caller has looked at `calendarFaults`. */
export async function replaceCalendar(tx: Tx, facts: ChangeFacts, calendar: SchoolCalendar): Promise<void> {
  const known = await findCalendar(tx, { schoolId: facts.schoolId, year: calendar.year, lock: true })
  const row = {
    school_id: facts.schoolId,
    year: calendar.year,
    terms: calendar.terms.toSorted((a, b) => (a.first < b.first ? -1 : 1)),
    days_off: calendar.daysOff.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    version: (known?.version ?? 0) + 1,
  }
  await keep(tx, facts, { kind: 'calendar', rows: [row] })
}
