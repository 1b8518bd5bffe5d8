import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import type { Query } from '../kernel/operation.ts'
import { malformed, success } from '../kernel/result.ts'
import type { YearGroup } from '../law/school-age.ts'
import { many, one } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { type FlagKind, flagsSeenBy, type Viewer } from './rules/flag-visibility.ts'
import { searchWords } from './rules/names.ts'
import { ownGroups, today, viewerOf } from './viewer.ts'

const USUAL_LIMIT = 60

interface Found {
  readonly id: PupilId
  readonly preferredName: string
  readonly familyName: string
  readonly yearGroup: YearGroup | null
  readonly group: string | null
  readonly startingDay: Day
  readonly leavingDay: Day | null
  readonly flags: FlagKind[]
  readonly sortKey: string
}

export const searchPupils: UseCase<typeof contract.searchPupils> = async (context, { params, query }) => {
  const { schoolId } = params
  const day = query.day ?? today(context)
  const viewer = viewerOf(context)
  const own = await ownGroups(context, schoolId)
  const inOwn = own === undefined ? sql`` : sql`and placement.group_id = any (${[...own]}::uuid[])`
  const after = query.after === undefined ? undefined : readCursor(query.after)
  if (after === null) return malformed('roll.cursor', 'This list cannot be continued from there. Load it again.')
  const from = sql`
    from roll.pupil
    left join lateral (
      select * from roll.placement as each
      where each.school_id = pupil.school_id and each.pupil_id = pupil.pupil_id
      -- The placement of the day; the last for somebody who has left, the first for somebody still to come.
      order by (each.from_day <= ${day} and (each.until_day is null or each.until_day > ${day})) desc,
        (each.from_day <= ${day}) desc, each.from_day desc
      limit 1
    ) as placement on true
    where pupil.school_id = ${schoolId} ${inOwn} ${when(query.which, day)} ${matching(query, viewer)}`
  const limit = query.limit ?? USUAL_LIMIT
  const further =
    after === undefined ? sql`` : sql`and (pupil.sort_key, pupil.pupil_id) > (${after.sortKey}, ${after.id}::uuid)`
  const found = await many(
    context.tx,
    sql<Found>`
      select pupil.pupil_id as id, preferred_forename as "preferredName", preferred_surname as "familyName",
        placement.year_group as "yearGroup", starting_day as "startingDay", leaving_day as "leavingDay",
        (select name from roll.registration_group as its
          where its.school_id = pupil.school_id and its.group_id = placement.group_id) as "group",
        coalesce((select jsonb_agg(distinct flag.kind) from roll.flag
          where flag.school_id = pupil.school_id and flag.pupil_id = pupil.pupil_id
            and flag.kind = any (${[...flagsSeenBy(viewer)]}::text[])
            and flag.from_day <= ${day} and (flag.until_day is null or flag.until_day > ${day})), '[]') as flags,
        pupil.sort_key as "sortKey"
      ${from} ${further} order by pupil.sort_key, pupil.pupil_id limit ${limit + 1}`,
  )
  const { total } = await one(context.tx, sql<{ total: number }>`select count(*) as total ${from}`)
  const last = found[limit - 1]
  return success({
    pupils: found.slice(0, limit).map(({ sortKey: _, ...pupil }) => pupil),
    total,
    next: found.length > limit && last !== undefined ? writeCursor(last) : null,
  })
}

type Asked = Query<typeof contract.searchPupils>

function when(which: Asked['which'], day: Day): RawBuilder<unknown> {
  if (which === 'leavers') return sql`and pupil.leaving_day < ${day}`
  if (which === 'joining') return sql`and pupil.starting_day > ${day}`
  return sql`and pupil.starting_day <= ${day} and (pupil.leaving_day is null or pupil.leaving_day >= ${day})`
}

const UPN_START = /^[A-Za-z]\d{3,12}[A-Za-z]?$/

/**
 * For those who are not shown legal names: finding a pupil by one would tell it. As in the search key, each word after a space, and
 * each name in one word.
 */
const PREFERRED_NAMES = sql`' ' || translate(pupil.sort_key, chr(9), ' ') || ' ' || translate(pupil.sort_key, chr(9) || ' ', ' ')`

function matching(query: Asked, viewer: Viewer): RawBuilder<unknown> {
  const none = query.withoutGroup === undefined ? sql`` : sql`and placement.group_id is null`
  const group = query.groupId === undefined ? none : sql`and placement.group_id = ${query.groupId}`
  const year = query.yearGroup === undefined ? sql`` : sql`and placement.year_group = ${query.yearGroup}`
  const text = query.text?.trim() ?? ''
  if (viewer.contacts && UPN_START.test(text))
    return sql`${group} ${year} and pupil.upn like ${`${text.toUpperCase()}%`}`
  // Folded words are letters and digits only, so nothing in them means anything to LIKE.
  const names = viewer.contacts ? sql`pupil.search_key` : PREFERRED_NAMES
  const words = searchWords(text).map((word) => sql`and ${names} like ${`% ${word}%`}`)
  return sql`${group} ${year} ${sql.join(words, sql` `)}`
}

// A cursor is opaque to callers: where the last row stood in the order of the list.
function writeCursor(row: Found): string {
  return Buffer.from(JSON.stringify([row.sortKey, row.id])).toString('base64url')
}

/** Null where it was not written by `writeCursor`. */
function readCursor(text: string): { sortKey: string; id: string } | null {
  try {
    const [sortKey, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    return typeof sortKey === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? { sortKey, id } : null
  } catch {
    return null
  }
}
