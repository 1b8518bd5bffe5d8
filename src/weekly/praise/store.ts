import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { PraiseWay } from '../contract.ts'
import { type PraiseChoice, praisedAgainFrom, whoWantsNoPraise } from '../rules/praise.ts'

export interface KeptPraise {
  readonly praiseId: string
  readonly pupilId: PupilId
  readonly day: Day
  readonly words: string
  readonly childWords: string
  readonly way: PraiseWay
  readonly name: string
  readonly position: string
}

/** What praise a child has had, and whether it may have more now. */
export interface PraiseState {
  readonly unwantedBy: PraiseChoice['chosenBy'][]
  readonly last: { readonly day: Day; readonly words: string } | null
  readonly againFrom: Day | null
}

/** Praise given, the latest first. */
export function praiseOf(
  tx: Tx,
  of: { schoolId: SchoolId; from?: Day; pupilIds?: readonly PupilId[]; praiseIds?: readonly string[] },
): Promise<readonly KeptPraise[]> {
  const since = of.from === undefined ? sql`` : sql`and day >= ${of.from}`
  const pupils = of.pupilIds === undefined ? sql`` : sql`and pupil_id = any (${[...of.pupilIds]}::uuid[])`
  const ids = of.praiseIds === undefined ? sql`` : sql`and praise_id = any (${[...of.praiseIds]}::uuid[])`
  return many(
    tx,
    sql<KeptPraise>`
      select praise_id as "praiseId", pupil_id as "pupilId", day, words, child_words as "childWords", way,
        by_name as name, by_position as position
      from weekly.praise where school_id = ${of.schoolId} ${since} ${pupils} ${ids} order by at desc, praise_id`,
  )
}

export function choicesOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds?: readonly PupilId[] },
): Promise<readonly (PraiseChoice & { readonly pupilId: PupilId; readonly reason: string })[]> {
  const pupils = of.pupilIds === undefined ? sql`` : sql`and pupil_id = any (${[...of.pupilIds]}::uuid[])`
  return many(
    tx,
    sql<PraiseChoice & { pupilId: PupilId; reason: string }>`
      select pupil_id as "pupilId", number, chosen_by as "chosenBy", wanted, reason from weekly.praise_choice
      where school_id = ${of.schoolId} ${pupils} order by pupil_id, number`,
  )
}

/** Whether each of these children may be praised today. */
export async function praiseStates(
  tx: Tx,
  of: { schoolId: SchoolId; today: Day; pupilIds: readonly PupilId[] },
): Promise<(pupilId: PupilId) => PraiseState> {
  const given = Map.groupBy(await praiseOf(tx, of), ({ pupilId }) => pupilId)
  const choices = Map.groupBy(await choicesOf(tx, of), ({ pupilId }) => pupilId)
  return (pupilId) => {
    const [last] = given.get(pupilId) ?? []
    return {
      unwantedBy: [...whoWantsNoPraise(choices.get(pupilId) ?? [])],
      last: last === undefined ? null : { day: last.day, words: last.words },
      againFrom: praisedAgainFrom(last?.day, of.today) ?? null,
    }
  }
}

/** Who wants no praise about attendance for a child, of everybody for whom somebody has said so. */
export async function praiseUnwanted(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds?: readonly PupilId[] | undefined },
): Promise<ReadonlyMap<PupilId, readonly PraiseChoice['chosenBy'][]>> {
  const { schoolId, pupilIds } = of
  const choices = await choicesOf(tx, { schoolId, ...(pupilIds && { pupilIds }) })
  return new Map(
    [...Map.groupBy(choices, ({ pupilId }) => pupilId)].flatMap(([pupilId, own]) => {
      const who = whoWantsNoPraise(own)
      return who.length === 0 ? [] : [[pupilId, who] as const]
    }),
  )
}

/** One at a time decides about a child's praise: two at once would each find that there had been none. */
export async function lockPraise(tx: Tx, pupilId: PupilId): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell praise ${pupilId}`}, 0))`)
}

export async function keepPraise(
  tx: Tx,
  of: { schoolId: SchoolId; at: Moment; by: Caller } & Omit<KeptPraise, 'name' | 'position'>,
): Promise<void> {
  await run(
    tx,
    sql`insert into weekly.praise (school_id, praise_id, pupil_id, day, words, child_words, way, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.praiseId}, ${of.pupilId}, ${of.day}, ${of.words}, ${of.childWords}, ${of.way},
        ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})`,
  )
}

/** @returns false where somebody else was faster. */
export async function keepChoice(
  tx: Tx,
  of: PraiseChoice & { schoolId: SchoolId; pupilId: PupilId; reason: string; at: Moment; by: Caller },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql`insert into weekly.praise_choice (school_id, pupil_id, number, chosen_by, wanted, reason, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.pupilId}, ${of.number}, ${of.chosenBy}, ${of.wanted}, ${of.reason}, ${of.at},
        ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
