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

/** School days from today on for which a school knows of an absence, by code: what was agreed for a term, and what was soon. */
const SOON = 15
const OF_THE_TERM: ReadonlySet<Code> = new Set<Code>(['B', 'K', 'D', 'X', 'C2'])
const KNOWN_SOON: ReadonlySet<Code> = new Set<Code>(['V', 'P', 'W', 'C1', 'M', 'J1', 'S', 'C', 'T', 'R'])
/** Known only while it lasts: nobody is suspended ahead, nor ill. An illness must have lasted for a hospital to say how long. */
const GOES_ON: ReadonlyMap<Code, number> = new Map<Code, number>([
  ['E', 0],
  ['I', 20],
])

/** What a school knows of today and the days ahead, before today's registers open. Nothing where it does not meet today. */
export function plannedFrom(sheet: Sheet, today: Day): DemoPlannedAbsence[] {
  const { schoolDays, terms } = sheet.calendar
  if (schoolDays[sheet.daysPast] !== today) return []
  const endOfTerm = terms.find((term) => term.lastDay >= today)?.lastDay ?? today
  const term = schoolDays.filter((on) => on <= endOfTerm).length
  const soon = Math.min(term, sheet.daysPast + SOON)
  return sheet.rows.flatMap((row) => {
    const until = goesOnUntil(row, 2 * sheet.daysPast)
    const known: DemoPlannedAbsence[] = []
    for (let session = 2 * sheet.daysPast; session < Math.min(row.to, 2 * term); session++) {
      const code = codeOfByte(row.codes[session] ?? 0)
      const day = schoolDays[session >> 1]
      if (code === undefined || day === undefined) continue
      const isSoon = KNOWN_SOON.has(code) && session < 2 * soon
      if (!isSoon && !OF_THE_TERM.has(code) && session >= until) continue
      const details = row.details.get(session)
      const half = session & 1 ? 'PM' : 'AM'
      known.push({ pupilId: row.enrolment.pupil.id, day, half, code, ...(details && { details }) })
    }
    return known
  })
}

/** The session at which a suspension or a long illness that holds now ends; now, where there is none. */
function goesOnUntil(row: Row, now: number): number {
  const held = row.codes[now] ?? 0
  const least = GOES_ON.get(codeOfByte(held) ?? '-')
  if (least === undefined) return now
  for (let session = now - least; session < now; session++) if (row.codes[session] !== held) return now
  let end = now
  while (row.codes[end] === held) end++
  return end
}
