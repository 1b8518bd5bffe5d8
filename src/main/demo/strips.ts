import type { Day } from '../../kernel/day.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../kernel/session.ts'
import { type Code, codeOfByte } from '../../law/codes.ts'
import { byteFor, isFree, type Row, type Sheet } from './sheet.ts'
import type { DemoPlannedAbsence, DemoStrip } from './types.ts'

/** The year of one pupil as the register keeps it, up to the day before today. Whoever was not marked otherwise was there. */
export function stripOf(sheet: Sheet, row: Row): DemoStrip {
  const marks = new Uint8Array(STRIP_LENGTH)
  const slashes = [byteFor('/'), byteFor('\\')]
  const details: { index: SessionIndex; details: DemoStrip['details'][number]['details'] }[] = []
  const end = Math.min(row.to, 2 * sheet.daysPast)
  for (let session = row.from; session < end; session++) {
    const index = (sheet.stripIndexes[session >> 1] ?? 0) + (session & 1)
    marks[index] = isFree(row, session) ? (slashes[session & 1] ?? 0) : (row.codes[session] ?? 0)
    const said = row.details.get(session)
    // The one place where a counted place becomes a session index.
    if (said !== undefined) details.push({ index: index as SessionIndex, details: said })
  }
  return { pupilId: row.enrolment.pupil.id, schoolYear: sheet.calendar.schoolYear, marks, details }
}

/** Codes that a school can know of before the day. */
const KNOWN_BEFORE: ReadonlySet<Code> = new Set<Code>([
  ...(['V', 'P', 'W', 'B', 'K', 'D'] as const),
  ...(['C1', 'M', 'J1', 'S', 'X', 'C2', 'C', 'T', 'E', 'R'] as const),
])

export function plannedOn(sheet: Sheet, today: Day): DemoPlannedAbsence[] {
  if (sheet.calendar.schoolDays[sheet.daysPast] !== today) return []
  return sheet.rows.flatMap((row) =>
    (['AM', 'PM'] as const).flatMap((half, place): DemoPlannedAbsence[] => {
      const session = 2 * sheet.daysPast + place
      const code = codeOfByte(row.codes[session] ?? 0)
      if (code === undefined || !KNOWN_BEFORE.has(code)) return []
      const details = row.details.get(session)
      const known = details === undefined ? {} : { details }
      return [{ pupilId: row.enrolment.pupil.id, day: today, half, code, ...known }]
    }),
  )
}
