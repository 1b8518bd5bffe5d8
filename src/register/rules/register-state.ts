import type { GroupId, PupilId } from '../../kernel/ids.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { RegisterState } from '../contract.ts'
import type { Actor, Entry } from './journal.ts'
import { withoutUndone } from './undone.ts'

/** How a group's register of one session stands. */
export interface RegisterStanding {
  readonly state: RegisterState
  /** Somebody has saved it, whole or in part. An import counts. */
  readonly begun: boolean
  readonly closed: boolean
  /** A mark that stood was changed after the register was whole. */
  readonly amended: boolean
  readonly takenBy: Actor | null
  readonly takenAt: Moment | null
  /** When the office last reopened it. */
  readonly reopenedAt: Moment | null
}

/** The key of an amendment's facts that names the handed-over register which it took over. */
export const TAKES_OVER = 'takes_over'

/** Whether taking a register left it whole; kept among the facts of the entry. */
export const COMPLETE = 'complete'

/**
 * Reads the state of a register out of the entries that touch its session, in order of their numbers. Entries of other groups
 * may be among them; a save that was undone counts for nothing. `members` are the pupils of the group, for acts that are about no one group.
 */
export function registerStanding(
  of: { groupId: GroupId; session: SessionIndex; members: ReadonlySet<PupilId> },
  entries: Iterable<Entry>,
): RegisterStanding {
  let whole = false
  let begun = false
  let closed = false
  let amended = false
  let last: Entry | undefined
  let reopenedAt: Moment | null = null
  for (const entry of withoutUndone(entries)) {
    if (entry.groupId !== null && entry.groupId !== of.groupId) continue
    const changes = entry.marks.some(
      (mark) =>
        mark.session === of.session &&
        mark.from !== 0 &&
        mark.from !== mark.to &&
        (entry.groupId !== null || of.members.has(mark.pupilId)),
    )
    if (whole && changes) amended = true
    if (entry.act === 'taken' || takesOver(entry) || (entry.act === 'imported' && isAbout(of, entry))) {
      begun = true
      whole ||= entry.act === 'imported' || entry.facts[COMPLETE] === true
      last = entry
    } else if (entry.act === 'closed') closed = true
    else if (entry.act === 'reopened') {
      closed = false
      reopenedAt = entry.madeAt
    }
  }
  const taken = amended ? 'amended' : whole ? 'taken' : begun ? 'being-taken' : 'not-taken'
  return {
    state: closed ? 'closed' : taken,
    begun,
    closed,
    amended,
    ...takenOf(last),
    reopenedAt,
  }
}

/** An amendment that took over a register from a device: its teacher took it, though the office entered it. */
function takesOver(entry: Entry): boolean {
  return entry.act === 'amended' && entry.facts[TAKES_OVER] !== undefined
}

function takenOf(last: Entry | undefined): Pick<RegisterStanding, 'takenBy' | 'takenAt'> {
  if (last === undefined) return { takenBy: null, takenAt: null }
  if (!takesOver(last)) return { takenBy: last.by, takenAt: last.madeAt }
  // As `decide-handed.ts` writes them.
  const [id, name, position] = last.facts.taken_by as [string, string, string]
  return { takenBy: { id, name, position }, takenAt: last.facts.taken_at as Moment }
}

/** An import of a whole school's day is also the register of each group that it has marks of. */
function isAbout(of: { session: SessionIndex; members: ReadonlySet<PupilId> }, entry: Entry): boolean {
  if (entry.groupId !== null) return true
  return entry.marks.some((mark) => mark.session === of.session && of.members.has(mark.pupilId))
}
