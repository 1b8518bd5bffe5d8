import type { Duty } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionAt, sessionIndex } from '../../kernel/session.ts'
import { byteOfCode, type Code, meaningOfByte } from '../../law/codes.ts'

/** Where returns are prepared. */
export const openReturn: Duty['actions'][number] = { label: 'Open the returns diary', to: '/returns' }

/** Whether a pupil could have attended the session of a mark. */
export function isPossible(byte: number): boolean {
  const kind = meaningOfByte(byte)?.statistical
  return kind === 'present' || kind === 'approved-activity' || kind === 'authorised' || kind === 'unauthorised'
}

/** Sessions attended and possible between two places, both included. */
export function attendanceIn(
  strip: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly attended: number; readonly possible: number } {
  let [attended, possible] = [0, 0]
  for (let place = Math.max(0, from); place <= to; place++) {
    const byte = strip[place] ?? 0
    if (!isPossible(byte)) continue
    possible++
    if (meaningOfByte(byte)?.attending === true) attended++
  }
  return { attended, possible }
}

/** The sessions between two days in which one of these codes stands. */
export function sessionsWith(
  strip: Uint8Array,
  of: { readonly year: SchoolYear; readonly codes: readonly Code[]; readonly from: Day; readonly to: Day },
): readonly Session[] {
  const bytes = of.codes.map(byteOfCode)
  const found: Session[] = []
  const last = sessionIndex({ day: of.to, half: 'PM' })
  for (let place = sessionIndex({ day: of.from, half: 'AM' }) as number; place <= last; place++)
    if (bytes.includes(strip[place] ?? 0)) found.push(sessionAt(of.year, place as SessionIndex))
  return found
}
