import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { actsOn, keepReplyAct, openReplies, type ReplyAct, type ReplyRow, repliesBetween, replyById } from './store.ts'

/** A reply with whose children it is about by now, and what people did about it. */
export interface KnownReply extends ReplyRow {
  readonly dealtWith: boolean
  readonly acts: readonly ReplyAct[]
}

/** The replies about these pupils that came on one of these days, both included; the latest first. */
export async function repliesOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[]; from: Day; to: Day },
): Promise<readonly KnownReply[]> {
  const rows = await withActs(tx, of.schoolId, await repliesBetween(tx, of))
  return rows.filter((reply) => reply.pupilIds.some((id) => of.pupilIds.includes(id)))
}

export async function withActs(tx: Tx, schoolId: SchoolId, rows: readonly ReplyRow[]): Promise<readonly KnownReply[]> {
  const acts = await actsOn(tx, { schoolId, replyIds: rows.map((row) => row.replyId) })
  return rows.map((row) => {
    const done = acts.get(row.replyId) ?? []
    const placed = done.findLast(({ kind }) => kind === 'placed')
    return {
      ...row,
      pupilIds: placed?.pupilIds ?? row.pupilIds,
      acts: done,
      dealtWith: done.some(({ kind }) => kind === 'dealt-with'),
    }
  })
}

/** One reply; undefined where there is none. */
export async function replyOf(tx: Tx, of: { schoolId: SchoolId; replyId: string }): Promise<KnownReply | undefined> {
  const row = await replyById(tx, of)
  return row === undefined ? undefined : (await withActs(tx, of.schoolId, [row]))[0]
}

/** Replies that nobody has dealt with, however old; the latest first. */
export async function repliesToRead(tx: Tx, schoolId: SchoolId): Promise<readonly KnownReply[]> {
  return withActs(tx, schoolId, await openReplies(tx, schoolId))
}

/** A slice has taken a reply up, and nobody need read it here any more. */
export async function noteDealtWith(
  tx: Tx,
  of: { schoolId: SchoolId; replyId: string; note: string; at: Moment; by: Caller },
): Promise<void> {
  await keepReplyAct(tx, { ...of, kind: 'dealt-with', pupilIds: [] })
}
