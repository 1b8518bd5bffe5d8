import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { firstCause } from '../../messaging/contract.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Counted } from '../rules/letters/counted.ts'
import type { KeptHold } from '../rules/letters/holds.ts'
import type { LetterKind } from '../rules/letters/ladder.ts'
import type { LetterWording } from '../rules/letters/next-letter.ts'

/** A letter as it was written. Whether it went, its messages say. */
export interface KeptLetter {
  readonly letterId: string
  readonly batchId: string
  readonly pupilId: PupilId
  readonly kind: LetterKind
  readonly wording: LetterWording | 'good news'
  readonly why: readonly string[]
  readonly counted: Counted & { readonly from: Day; readonly until: Day }
  readonly despite: string
  /** What spoke against it and was read, by id. */
  readonly flagsSeen: readonly string[]
  readonly replyBy: Day | null
  readonly day: Day
  readonly at: Moment
  readonly byName: string
  readonly byPosition: string
}

const CAUSE = 'ladder:'
/** What its messages are known by. */
export const causeOf = (letterId: string) => `${CAUSE}${letterId}`

/** The letter whose copy a message is; undefined where it is none of the ladder's. */
export function letterOfCause(cause: string): string | undefined {
  const first = firstCause(cause)
  return first.startsWith(CAUSE) ? first.slice(CAUSE.length) : undefined
}

export function lettersSince(
  tx: Tx,
  of: { schoolId: SchoolId; since: Day; pupilIds?: readonly PupilId[] | undefined },
): Promise<readonly KeptLetter[]> {
  const pupils = of.pupilIds === undefined ? sql`` : sql`and pupil_id = any (${[...of.pupilIds]}::uuid[])`
  return many(
    tx,
    sql<KeptLetter>`${kept}
      select letter_id as "letterId", batch_id as "batchId", pupil_id as "pupilId", kind, wording, why, counted, despite,
        flags_seen as "flagsSeen", reply_by as "replyBy", day, at, by_name as "byName", by_position as "byPosition"
      from casework.letter where school_id = ${of.schoolId} and day >= ${of.since} ${pupils} order by at, letter_id`,
  )
}

/** @returns false where there is one of that id. */
export async function keepLetter(
  tx: Tx,
  of: Omit<KeptLetter, 'byName' | 'byPosition'> & { schoolId: SchoolId; by: Caller },
): Promise<boolean> {
  const { by } = of
  const done = await maybeOne(
    tx,
    sql`${kept} insert into casework.letter
        (school_id, letter_id, batch_id, pupil_id, kind, wording, why, counted, despite, flags_seen, reply_by, day, at, by,
          by_name, by_position)
      values (${of.schoolId}, ${of.letterId}, ${of.batchId}, ${of.pupilId}, ${of.kind}, ${of.wording}, ${json(of.why)},
        ${json(of.counted)}, ${of.despite}, ${json(of.flagsSeen)}, ${of.replyBy}, ${of.day}, ${of.at}, ${by.id}, ${by.name}, ${by.position})
      on conflict do nothing returning letter_id`,
  )
  return done !== undefined
}

/** One at a time decides about a school's letters: two at once would each find that none had gone. */
export async function lockLetters(tx: Tx, schoolId: SchoolId): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell letters ${schoolId}`}, 0))`)
}

/** The last word about holding back, by child. */
export async function holdsOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds?: readonly PupilId[] | undefined },
): Promise<ReadonlyMap<PupilId, KeptHold & { readonly number: number; readonly byName: string }>> {
  const pupils = of.pupilIds === undefined ? sql`` : sql`and pupil_id = any (${[...of.pupilIds]}::uuid[])`
  const rows = await many(
    tx,
    sql<KeptHold & { pupilId: PupilId; number: number; byName: string }>`${kept}
      select distinct on (pupil_id) pupil_id as "pupilId", number, held, because, words, until_day as until, by_name as "byName"
      from casework.letter_hold where school_id = ${of.schoolId} ${pupils} order by pupil_id, number desc`,
  )
  return new Map(rows.map((row) => [row.pupilId, row]))
}

/** @returns false where somebody else was faster. */
export async function keepHold(
  tx: Tx,
  of: KeptHold & { schoolId: SchoolId; pupilId: PupilId; number: number; at: Moment; by: Caller },
): Promise<boolean> {
  const { by } = of
  const kept = await maybeOne(
    tx,
    sql`insert into casework.letter_hold
        (school_id, pupil_id, number, held, because, words, until_day, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.pupilId}, ${of.number}, ${of.held}, ${of.because}, ${of.words}, ${of.until}, ${of.at},
        ${by.id}, ${by.name}, ${by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
