import { meaningOfByte } from '../../../law/codes.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'

/** A session still to come: `free` to be attended, or `away` where an absence is planned already. */
export type SessionToCome = 'free' | 'away'

/** By byte. What is planned and will not be possible (a closure, dual registration) is undefined; a gap will be marked yet. */
const BY_BYTE: readonly (SessionToCome | undefined)[] = Array.from({ length: 256 }, (_, byte) => {
  const statistical = meaningOfByte(byte)?.statistical
  if (byte === 0 || statistical === 'missing') return 'free'
  if (statistical === 'authorised' || statistical === 'unauthorised') return 'away'
  return statistical === 'present' || statistical === 'approved-activity' ? 'free' : undefined
})

/** What a session to come will be for a pupil on roll; undefined where the school does not meet, or it will not be a possible session. */
export function sessionToCome(
  { meets }: Pick<SchoolFacts, 'meets'>,
  { strip }: Pick<Enrolled, 'strip'>,
  place: number,
): SessionToCome | undefined {
  return meets[place] === 1 ? BY_BYTE[strip[place] ?? 0] : undefined
}
