import { addDays } from '../../kernel/day.ts'
import { firstDayOf, schoolYear } from '../../kernel/school-year.ts'
import { codeOfByte } from '../../law/codes.ts'
import type { RecordPart } from './read-record.ts'

const STRIPS = 'register.strip'

/** A year's strip is bytes: here it becomes a row for each day with a mark. Everything else goes as it is. */
export function withMarksInWords(parts: readonly RecordPart[]): readonly RecordPart[] {
  return parts.map((part) => (part.table === STRIPS ? { ...part, rows: part.rows.flatMap(daysOf) } : part))
}

function daysOf({ row }: RecordPart['rows'][number]): RecordPart['rows'] {
  const { year, marks } = row
  if (typeof year !== 'number' || typeof marks !== 'string') return []
  const bytes = Buffer.from(marks.replace(/^\\x/, ''), 'hex')
  const first = firstDayOf(schoolYear(year))
  return Array.from({ length: bytes.length / 2 }, (_, place) => {
    const [am, pm] = [bytes[2 * place] ?? 0, bytes[2 * place + 1] ?? 0].map((byte) => codeOfByte(byte))
    return { key: `${year}-${place}`, row: { day: addDays(first, place), morning: am, afternoon: pm } }
  }).filter(({ row: { morning, afternoon } }) => morning !== undefined || afternoon !== undefined)
}
