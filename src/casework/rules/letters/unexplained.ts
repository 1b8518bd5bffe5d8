import { type Day, longDay } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { sessionAt } from '../../../kernel/session.ts'
import { byteOfCode, CLASS_OF_BYTE } from '../../../law/codes.ts'

const UNEXPLAINED = byteOfCode('N')
/** So many stretches are named; of more than these the latest. */
const NAMED = 3

/**
 * The stretches of a strip at code N: absent, and nobody has said why yet. A stretch goes over weekends and holidays and ends with a session that has
 * another mark. While there is one, nobody may know where the child is, and whoever writes a friendly letter has to know that first.
 */
export function unexplainedStretches(
  strip: Uint8Array,
  { year, from, to }: { readonly year: SchoolYear; readonly from: number; readonly to: number },
): readonly { readonly first: Day; readonly last: Day; readonly sessions: number }[] {
  const found: { first: Day; last: Day; sessions: number }[] = []
  let open: { first: Day; last: Day; sessions: number } | undefined
  for (let place = Math.max(0, from); place <= to; place++) {
    const byte = strip[place] ?? 0
    if (byte !== UNEXPLAINED) {
      if ((CLASS_OF_BYTE[byte] ?? 0) !== 0) open = undefined
      continue
    }
    const { day } = sessionAt(year, place)
    if (open === undefined) {
      open = { first: day, last: day, sessions: 0 }
      found.push(open)
    }
    open.last = day
    open.sessions++
  }
  return found
}

/** "Nobody has explained 16–20 November (10 sessions). …"; undefined where everything is explained. */
export function unexplainedInWords(stretches: ReturnType<typeof unexplainedStretches>): string | undefined {
  if (stretches.length === 0) return undefined
  const sessions = stretches.reduce((sum, one) => sum + one.sessions, 0)
  const named = stretches.slice(-NAMED).map(({ first, last }) => daysInWords(first, last))
  const earlier = stretches.length > NAMED ? 'earlier days, ' : ''
  return `Nobody has explained ${earlier}${named.join(', ')} (${sessions} ${sessions === 1 ? 'session' : 'sessions'}). Find out where the child is and why before anything is written.`
}

/**
 * Why a letter that waits does not go: nobody has explained days that whoever put it in the queue could not have read of. What they had read of
 * then stops it no more; once the days are explained it goes by itself.
 */
export function unexplainedSince(
  stretches: ReturnType<typeof unexplainedStretches>,
  letter: { readonly flagsSeen: readonly string[]; readonly day: Day },
): string | undefined {
  const wasRead = letter.flagsSeen.includes(UNEXPLAINED_FLAG)
  const why = unexplainedInWords(wasRead ? stretches.filter(({ last }) => last > letter.day) : stretches)
  return why === undefined
    ? undefined
    : `${why} It can go once they are explained; or take it back, and put it in the queue anew from the letters.`
}

/** By which a letter says that unexplained days spoke against it, and were read. */
export const UNEXPLAINED_FLAG = 'unexplained'

/** "20 November", "16–20 November", "30 October – 3 November". */
function daysInWords(first: Day, last: Day): string {
  const [one = '', other = ''] = [first, last].map((day) => longDay(day).split(' ').slice(1, 3).join(' '))
  if (first === last) return one
  const [day, month] = one.split(' ')
  return month === other.split(' ')[1] ? `${day}–${other}` : `${one} – ${other}`
}
