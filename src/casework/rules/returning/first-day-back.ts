import type { Day } from '../../../kernel/day.ts'
import { sessionIndex } from '../../../kernel/session.ts'
import { meaningOfByte } from '../../../law/codes.ts'

/** School days away after which a child is met on the first day back, where the school has set nothing else. Firstbell's own number. */
export const LONG_ABSENCE = 5

/** How long a first day back is shown, in school days: after that a greeting is none. */
export const STILL_GREETED = 3

/** A child who is back after a long absence, or who may come back today. */
export interface FirstDayBack {
  /** The first day back; today for one who is still looked for. */
  readonly day: Day
  /** School days missed in a row before it. */
  readonly away: number
  /** False while no register of today says anything of the child. */
  readonly here: boolean
}

type DayMark = 'here' | 'away' | 'nothing'

/**
 * What a strip says of a day: here where the child was on site at any time, also after the register had closed (U); away where every mark
 * that counts is an absence. A day elsewhere is neither.
 */
function markOf(strip: Uint8Array, day: Day): DayMark {
  const meanings = (['AM', 'PM'] as const).flatMap(
    (half) => meaningOfByte(strip[sessionIndex({ day, half })] ?? 0) ?? [],
  )
  if (meanings.some(({ physical }) => physical === 'in' || physical === 'late' || physical === 'late-in')) return 'here'
  const counted = meanings.filter(({ possible }) => possible)
  const isAway = counted.length > 0 && counted.every(({ authorised, unauthorised }) => authorised || unauthorised)
  return isAway ? 'away' : 'nothing'
}

/**
 * The last first day back of a pupil within the days in which a greeting still is one. Days without a mark that counts (a closure, a
 * register not taken) neither make an absence longer nor end it.
 * @param of.days the school days of the year up to and with today, in order
 */
export function firstDayBack(
  strip: Uint8Array,
  of: { readonly days: readonly Day[]; readonly today: Day; readonly long: number },
): FirstDayBack | undefined {
  const { days, today, long } = of
  const recent = new Set(days.slice(-STILL_GREETED))
  let away = 0
  let found: FirstDayBack | undefined
  for (const day of days) {
    const mark = markOf(strip, day)
    if (mark === 'away') {
      away += 1
      // Away again: there is nobody to greet.
      if (away >= long) found = undefined
    } else if (mark === 'here') {
      if (away >= long) found = { day, away, here: true }
      away = 0
    } else if (day === today && away >= long) found = { day, away, here: false }
  }
  return found !== undefined && recent.has(found.day) ? found : undefined
}
