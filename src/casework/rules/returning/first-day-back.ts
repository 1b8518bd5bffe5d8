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

/** What a mark says of where a child was: on site, absent, somewhere else, or nothing that counts. */
const NOTHING = 0
const AWAY = 1
const HERE = 2
const ELSEWHERE = 3
const PLACE_OF_BYTE: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => placeOf(byte))

function placeOf(byte: number): number {
  const meaning = meaningOfByte(byte)
  if (meaning === undefined) return NOTHING
  const { physical, possible, authorised, unauthorised } = meaning
  // On site also after the register had closed (U), which is an absence in law.
  if (physical === 'in' || physical === 'late' || physical === 'late-in') return HERE
  if (!possible) return NOTHING
  return authorised || unauthorised ? AWAY : ELSEWHERE
}

/** A school day with the places of its two sessions in a strip. */
export interface PlacedDay {
  readonly day: Day
  readonly am: number
  readonly pm: number
}

/** School days with their places, worked out once for every pupil. */
export function placedDays(days: readonly Day[]): readonly PlacedDay[] {
  return days.map((day) => {
    const am = sessionIndex({ day, half: 'AM' })
    return { day, am, pm: am + 1 }
  })
}

/** Here where the child was on site at any time; away where every mark that counts is an absence; a day elsewhere is neither. */
function placeOn(strip: Uint8Array, { am, pm }: PlacedDay): number {
  const one = PLACE_OF_BYTE[strip[am] ?? 0] ?? NOTHING
  const other = PLACE_OF_BYTE[strip[pm] ?? 0] ?? NOTHING
  if (one === HERE || other === HERE) return HERE
  if (one === ELSEWHERE || other === ELSEWHERE) return NOTHING
  return one === AWAY || other === AWAY ? AWAY : NOTHING
}

/**
 * The last first day back of a pupil within the days in which a greeting still is one. Days without a mark that counts (a closure, a
 * register not taken) neither make an absence longer nor end it. Looked for from the last day back: of most pupils one day is read.
 * @param of.days the school days of the year up to and with today, in order
 */
export function firstDayBack(
  strip: Uint8Array,
  of: { readonly days: readonly PlacedDay[]; readonly today: Day; readonly long: number },
): FirstDayBack | undefined {
  const { days, today, long } = of
  let awaySince = 0
  for (let place = days.length - 1; place >= Math.max(0, days.length - STILL_GREETED); place -= 1) {
    const one = days[place]
    if (one === undefined) return undefined
    const where = placeOn(strip, one)
    if (where === AWAY) awaySince += 1
    // Away again: there is nobody to greet.
    if (awaySince >= long) return undefined
    const isCandidate = where === HERE || (where === NOTHING && one.day === today)
    const away = isCandidate ? awayBefore(strip, days, place) : 0
    if (away >= long) return { day: one.day, away, here: where === HERE }
  }
  return undefined
}

/** How many school days in a row were missed right before a day. */
function awayBefore(strip: Uint8Array, days: readonly PlacedDay[], before: number): number {
  let away = 0
  for (let place = before - 1; place >= 0; place -= 1) {
    const one = days[place]
    const where = one === undefined ? HERE : placeOn(strip, one)
    if (where === HERE) break
    if (where === AWAY) away += 1
  }
  return away
}
