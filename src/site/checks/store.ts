import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { ActedBy } from '../rules/gate.ts'
import { type Search, type SearchStep, type SearchStepKind, searchStanding } from '../rules/search.ts'

export interface KeptCheck {
  readonly checkId: string
  readonly kind: 'group' | 'corridor'
  readonly groupId: GroupId | null
  readonly place: string
  readonly expected: number
  readonly day: Day
  readonly at: Moment
  readonly by: ActedBy
}

/** A pupil whom a check missed, with the check and every step since. */
export interface KeptSearch extends Search {
  readonly checkId: string
  readonly pupilId: PupilId
  readonly place: string
  readonly by: ActedBy
}

export interface CheckHead {
  readonly schoolId: SchoolId
  readonly checkId: string
  readonly day: Day
  readonly at: Moment
  readonly by: Caller
}

/** One at a time writes down a check of a school: two at once would each look for the same child. */
export async function lockChecks(tx: Tx, schoolId: SchoolId): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell checks ${schoolId}`}, 0))`)
}

/** @returns false where a check with this id is there already. */
export async function keepCheck(
  tx: Tx,
  head: CheckHead,
  of: Pick<KeptCheck, 'kind' | 'groupId' | 'place' | 'expected'> & { readonly missing: readonly PupilId[] },
): Promise<boolean> {
  const { schoolId, checkId, day, at, by } = head
  const kept = await run(
    tx,
    sql`insert into site.spot_check (school_id, check_id, kind, group_id, place, expected, day, at, by, by_name, by_position)
      values (${schoolId}, ${checkId}, ${of.kind}, ${of.groupId}, ${of.place}, ${of.expected}, ${day}, ${at}, ${by.id},
        ${by.name}, ${by.position}) on conflict do nothing`,
  )
  if (kept === 0) return false
  await run(
    tx,
    sql`insert into site.missing (school_id, check_id, pupil_id, day, at)
      select ${schoolId}::uuid, ${checkId}::uuid, pupil_id, ${day}::date, ${at}::timestamptz
      from unnest(${[...of.missing]}::uuid[]) as pupil_id`,
  )
  return true
}

interface NewStep {
  readonly number: number
  readonly kind: SearchStepKind
  readonly place: string
  readonly person: string
  readonly words: string
  readonly messageId?: string
}

/** @returns false where somebody else wrote the step with this number first. */
export async function keepStep(tx: Tx, head: CheckHead, of: NewStep & { readonly pupilId: PupilId }): Promise<boolean> {
  const kept = await run(
    tx,
    sql`insert into site.search_step (school_id, check_id, pupil_id, number, kind, place, person, words, message_id, at, by,
        by_name, by_position)
      values (${head.schoolId}, ${head.checkId}, ${of.pupilId}, ${of.number}, ${of.kind}, ${of.place}, ${of.person}, ${of.words},
        ${of.messageId ?? null}::uuid, ${head.at}, ${head.by.id}, ${head.by.name}, ${head.by.position})
      on conflict do nothing`,
  )
  return kept === 1
}

export async function checksOf(
  tx: Tx,
  of: { schoolId: SchoolId; from: Day },
): Promise<readonly (KeptCheck & { readonly missing: number })[]> {
  const rows = await many(
    tx,
    sql<Omit<KeptCheck, 'by'> & { missing: number; name: string; position: string }>`
      select check_id as "checkId", kind, group_id as "groupId", place, expected, day, at, by_name as name,
        by_position as position, (select count(*)::integer from site.missing
          where missing.school_id = spot_check.school_id and missing.check_id = spot_check.check_id) as missing
      from site.spot_check where school_id = ${of.schoolId} and day >= ${of.from} order by at desc`,
  )
  return rows.map(({ name, position, ...row }) => ({ ...row, by: { name, position } }))
}

export function checkWith(tx: Tx, of: { schoolId: SchoolId; checkId: string }) {
  return maybeOne(
    tx,
    sql<{ place: string; missing: PupilId[] }>`
      select place, array(select pupil_id from site.missing
        where missing.school_id = spot_check.school_id and missing.check_id = spot_check.check_id) as missing
      from site.spot_check where school_id = ${of.schoolId} and check_id = ${of.checkId}`,
  )
}

/** Every search of these days, and any of earlier days in which something is still to do: none is forgotten overnight. */
export async function searchesOf(tx: Tx, of: { schoolId: SchoolId; from: Day }): Promise<readonly KeptSearch[]> {
  const all = await searchesWhere(tx, { schoolId: of.schoolId })
  return all.filter(({ day, steps }) => day >= of.from || searchStanding(steps).next.length > 0)
}

export async function searchWith(
  tx: Tx,
  of: { schoolId: SchoolId; checkId: string; pupilId: PupilId },
): Promise<KeptSearch | undefined> {
  return (await searchesWhere(tx, of))[0]
}

async function searchesWhere(
  tx: Tx,
  of: { schoolId: SchoolId; checkId?: string; pupilId?: PupilId },
): Promise<readonly KeptSearch[]> {
  const one =
    of.checkId === undefined ? sql`` : sql`and missing.check_id = ${of.checkId} and missing.pupil_id = ${of.pupilId}`
  const rows = await many(
    tx,
    sql<Omit<KeptSearch, 'by' | 'steps'> & { name: string; position: string }>`${kept}
      select missing.check_id as "checkId", missing.pupil_id as "pupilId", missing.day, missing.at, spot_check.place,
        spot_check.by_name as name, spot_check.by_position as position
      from site.missing join site.spot_check using (school_id, check_id)
      where missing.school_id = ${of.schoolId} ${one} order by missing.at desc, missing.pupil_id`,
  )
  if (rows.length === 0) return []
  const steps = await many(
    tx,
    sql<Omit<SearchStep, 'by'> & { checkId: string; pupilId: PupilId; name: string; position: string }>`
      select check_id as "checkId", pupil_id as "pupilId", number, kind, place, person, words, at, by_name as name,
        by_position as position
      from site.search_step as missing where school_id = ${of.schoolId} ${one} order by number`,
  )
  const byPupil = Map.groupBy(steps, ({ checkId, pupilId }) => `${checkId} ${pupilId}`)
  return rows.map(({ name, position, ...row }) => ({
    ...row,
    by: { name, position },
    steps: (byPupil.get(`${row.checkId} ${row.pupilId}`) ?? []).map((step) => ({
      ...{ number: step.number, kind: step.kind, place: step.place, person: step.person, words: step.words },
      at: step.at,
      by: { name: step.name, position: step.position },
    })),
  }))
}
