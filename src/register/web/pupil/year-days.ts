import { addDays, type Day } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { type DrawnMark, markOfCode } from '../../../ui/components/mark-of-code.ts'
import type { StripDay } from '../../../ui/components/session-strip.tsx'
import type { pupilYear } from '../../contract.ts'

type Year = Answer<typeof pupilYear>

/** The days of a pupil's year as the strip shows them: every session that has passed, and what is planned ahead. */
export function daysOfYear({ firstDay, codes, calendar, passed }: Year): readonly StripDay[] {
  const markAt = (place: number): DrawnMark | undefined => {
    const code = codes[place] ?? ''
    if (code !== '') return markOfCode(code)
    return calendar[place] === 'S' && place < passed ? markOfCode('-') : undefined
  }
  const days: StripDay[] = []
  for (let place = 0; place < codes.length; place += 2) {
    const AM = markAt(place)
    const PM = markAt(place + 1)
    if (AM !== undefined || PM !== undefined) days.push({ day: addDays(firstDay as Day, place / 2), AM, PM })
  }
  return days
}
