import { sql } from 'kysely'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { many, one, type Tx } from '../../platform/database/database.ts'
import { PACKED_MARK } from '../rules/journal.ts'

/** A register taken or marks amended, without the marks themselves. */
export interface ActOfYear {
  readonly number: number
  readonly act: 'taken' | 'amended'
  readonly at: Moment
  readonly by: { readonly id: string; readonly name: string }
  readonly groupId: GroupId | null
  readonly firstSession: SessionIndex
  readonly lastSession: SessionIndex
  readonly marks: number
  /** How many of the marks are present without being late; undefined where nobody asked to count. */
  readonly present: number | undefined
}

const PRESENT: readonly number[] = [byteOfCode('/'), byteOfCode('\\')]

/**
 * Who took and amended what in a school year, in order.
 * @param of.countWithin marks are read, and those present counted, only where the same person's act of the same kind before was made no more
 * than so many seconds earlier: reading every mark of a year would take much longer, and nobody asks it of slower acts.
 */
export async function actsOfYear(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; countWithin: number },
): Promise<readonly ActOfYear[]> {
  const acts = await actsWithoutMarks(tx, of)
  const soon = actsSoonAfter(acts, of.countWithin)
  if (soon.length === 0) return acts
  const present = await presentOf(tx, { schoolId: of.schoolId, numbers: soon })
  return acts.map((one) => ({ ...one, present: present.get(one.number) }))
}

/** How many marks of each act are present without being late. All marks in one text, as all acts are: they may be thousands. */
async function presentOf(
  tx: Tx,
  of: { schoolId: SchoolId; numbers: readonly number[] },
): Promise<ReadonlyMap<number, number>> {
  const { sizes, marks } = await one(
    tx,
    sql<{ sizes: string | null; marks: string | null }>`
      select string_agg(number || ' ' || length(marks), ',' order by number) as sizes,
        encode(string_agg(marks, ''::bytea order by number), 'base64') as marks
      from register.entry where school_id = ${of.schoolId} and number = any (${[...of.numbers]}::bigint[])`,
  )
  const bytes = Buffer.from(marks ?? '', 'base64')
  let from = 0
  return new Map(
    (sizes ?? '').split(',').map((text) => {
      const [number = 0, size = 0] = text.split(' ').map(Number)
      from += size
      return [number, presentIn(bytes.subarray(from - size, from))]
    }),
  )
}

/** One text for all acts of a year: a row for each would take ten times as long to read. */
async function actsWithoutMarks(
  tx: Tx,
  { schoolId, year }: { schoolId: SchoolId; year: SchoolYear },
): Promise<readonly ActOfYear[]> {
  const { found } = await one(
    tx,
    sql<{ found: string | null }>`
      select string_agg(concat_ws(',', number, act, round(extract(epoch from made_at) * 1000), made_by, coalesce(group_id::text, ''),
        first_session, last_session, length(marks) / ${PACKED_MARK}::integer), ';' order by number) as found
      from register.entry where school_id = ${schoolId} and year = ${year} and act in ('taken', 'amended')`,
  )
  if (found === null) return []
  // Those who changed their name have the one of their last act.
  const people = await many(
    tx,
    sql<{ id: string; name: string }>`
      select made_by as id, (array_agg(made_by_name order by number desc))[1] as name from register.entry
      where school_id = ${schoolId} and year = ${year} and act in ('taken', 'amended') group by made_by`,
  )
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return found.split(';').map((text) => readAct(text, names))
}

// The fields in the order of the statement above, which wrote them from checked columns: hence the casts.
function readAct(text: string, names: ReadonlyMap<string, string>): ActOfYear {
  const [number, act, at, by = '', groupId, first, last, marks] = text.split(',')
  return {
    number: Number(number),
    act: act as ActOfYear['act'],
    at: new Date(Number(at)).toISOString() as Moment,
    by: { id: by, name: names.get(by) ?? '' },
    groupId: (groupId || null) as GroupId | null,
    firstSession: Number(first) as SessionIndex,
    lastSession: Number(last) as SessionIndex,
    marks: Number(marks),
    present: undefined,
  }
}

/** The numbers of acts that came no more than so many seconds after the same person's of the same kind. */
function actsSoonAfter(acts: readonly ActOfYear[], seconds: number): number[] {
  const before = new Map<string, number>()
  return acts.flatMap(({ number, act, at, by }) => {
    const key = `${act} ${by.id}`
    const moment = Date.parse(at)
    const last = before.get(key)
    before.set(key, moment)
    return last !== undefined && moment - last <= seconds * 1000 ? [number] : []
  })
}

function presentIn(packed: Uint8Array): number {
  let present = 0
  for (let at = PACKED_MARK - 1; at < packed.length; at += PACKED_MARK) if (PRESENT.includes(packed[at] ?? 0)) present++
  return present
}
