import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { sessionAt } from '../../kernel/session.ts'
import { momentAt, schoolTime, timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code, meaningOfByte } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notableSince } from '../../register/index.ts'
import type { MarkNow } from '../rules/chase.ts'
import { type MorningMarks, timesOf } from '../rules/morning.ts'

const N = byteOfCode('N')

/** What an N of today has become, with its code and the reason given. */
export interface Recoded extends MarkNow {
  readonly code: Code | null
  readonly reason: string
}

/**
 * The Ns of today that are something else by now, by pupil: the last act decides. One that a tutor put right before the register closed was
 * never chased and is left out.
 */
export async function recodedToday(
  tx: Tx,
  of: { schoolId: SchoolId; marks: MorningMarks },
): Promise<ReadonlyMap<PupilId, Recoded>> {
  const { schoolId, marks } = of
  const { today } = marks
  const since = momentAt(today, timeOfDay('00:00'))
  const entries = await notableSince(tx, { schoolId, years: [schoolYearOf(today)], since })
  const pupils = new Map(marks.enrolments.map((pupil) => [pupil.pupilId, pupil]))
  const found = new Map<PupilId, Recoded>()
  for (const entry of entries) {
    for (const { pupilId, session: place, from, to } of entry.marks) {
      const { day, half } = sessionAt(entry.year, place)
      const pupil = pupils.get(pupilId)
      if (day !== today || pupil === undefined || from === to) continue
      if (to === N) found.delete(pupilId)
      else if (from === N || found.has(pupilId)) {
        const closes = timesOf(marks, pupil, half)?.close
        if (closes !== undefined && schoolTime(entry.madeAt).time < closes) continue
        found.set(pupilId, { ...meansOf(to), at: entry.madeAt, by: namedOnly(entry.by), reason: entry.reason ?? '' })
      }
    }
  }
  return found
}

function namedOnly({ name, position }: { name: string; position: string }) {
  return { name, position }
}

function meansOf(byte: number): Pick<Recoded, 'means' | 'code'> {
  const meaning = meaningOfByte(byte)
  if (meaning === undefined) return { means: 'blank', code: null }
  const absence = meaning.statistical === 'authorised' || meaning.statistical === 'unauthorised'
  return { means: absence ? 'absence' : 'not-absent', code: meaning.code }
}
