import type { PupilId } from '../../kernel/ids.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { type Code, codeOfByte } from '../../law/codes.ts'
import type { MarkDetails } from '../contract.ts'
import type { Entry } from './journal.ts'
import { withoutUndone } from './undone.ts'

/** A time away from the site during a session. `returned` null: not come back. */
export interface AbsenceFromSite {
  readonly left: TimeOfDay
  readonly returned: TimeOfDay | null
  readonly reason: string | null
}

/** What stands for one pupil in one session, and which entry made it so. */
export interface Standing {
  /** 0 where there is no mark. */
  readonly byte: number
  readonly code: Code | null
  readonly details: MarkDetails
  /** The last entry that set the mark or what is recorded beside it. */
  readonly entry: Entry
  readonly absencesFromSite: readonly AbsenceFromSite[]
  /** When they came through the door late, as far as anybody recorded it. It outlasts a better code, but not an N. */
  readonly arrivedAt: TimeOfDay | null
}

/** Keys of details that the sign-in desk records when somebody leaves or returns. */
export const LEFT_AT = 'left_at'
export const RETURNED_AT = 'returned_at'

function afterMovement(before: Standing | undefined, entry: Entry, details: MarkDetails): readonly AbsenceFromSite[] {
  const known = before?.absencesFromSite ?? []
  const left = parseTimeOfDay(details[LEFT_AT] ?? '')
  const returned = parseTimeOfDay(details[RETURNED_AT] ?? '')
  if (left !== undefined) return [...known, { left, returned: null, reason: entry.reason }]
  const last = known.at(-1)
  if (returned === undefined || last === undefined) return known
  return [...known.slice(0, -1), { ...last, returned }]
}

/**
 * What stands in a session after these entries, by pupil. Entries in order of their numbers; marks of other sessions in them
 * are passed over. Leaving the site and returning leave the mark, its details and its author as they are; a save that was
 * undone counts for nothing.
 */
export function standingIn(session: SessionIndex, entries: Iterable<Entry>): ReadonlyMap<PupilId, Standing> {
  const standing = new Map<PupilId, Standing>()
  for (const entry of withoutUndone(entries)) {
    const moves = entry.act === 'left-site' || entry.act === 'returned'
    for (const mark of entry.marks) {
      if (mark.session !== session) continue
      const before = standing.get(mark.pupilId)
      const details = mark.details ?? {}
      if (moves) {
        const base = before ?? { byte: mark.to, code: codeOfByte(mark.to) ?? null, details: {}, entry, arrivedAt: null }
        standing.set(mark.pupilId, { ...base, absencesFromSite: afterMovement(before, entry, details) })
      } else {
        const code = codeOfByte(mark.to) ?? null
        const earlier = code === 'N' ? null : (before?.arrivedAt ?? null)
        standing.set(mark.pupilId, {
          byte: mark.to,
          code,
          details,
          entry,
          absencesFromSite: before?.absencesFromSite ?? [],
          arrivedAt: parseTimeOfDay(details.arrival_time ?? '') ?? earlier,
        })
      }
    }
  }
  return standing
}
