import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import { addDays } from '../kernel/day.ts'
import { isId, type SchoolId } from '../kernel/ids.ts'
import type { Answer, Operation, Query } from '../kernel/operation.ts'
import { success } from '../kernel/result.ts'
import { momentAt, timeOfDay } from '../kernel/time-of-day.ts'
import { many, type Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'

type Filter = Query<typeof contract.listAudit>
type Act = Answer<typeof contract.listAudit>['acts'][number]
type Row = Omit<Act, 'person' | 'refused' | 'subject'> & {
  readonly personId: string
  readonly personName: string
  readonly personPosition: string
  readonly subject: string | null
}

const PAGE = 50
const MIDNIGHT = timeOfDay('00:00')

/** What those whom acts were about are called, by id; ids of unknown kinds are left out. */
export type NameSubjects = (
  tx: Tx,
  of: { schoolId: SchoolId; ids: readonly string[] },
) => Promise<ReadonlyMap<string, string>>

export interface TrailParts {
  /** Those of the product: to offer as a filter. */
  readonly operations: readonly Operation[]
  /** What is in the trail and is none of these: acts about signing in. */
  readonly otherActs: readonly { readonly id: string; readonly sentence: string }[]
  /** Handed in, because those who know pupils and groups are above this slice. */
  readonly nameSubjects: NameSubjects
}

/** The trail of one school. */
export function listAudit({ operations, otherActs, nameSubjects }: TrailParts): UseCase<typeof contract.listAudit> {
  const kept = operations.flatMap(({ config }) =>
    typeof config.audit === 'string' ? [{ id: config.id, sentence: config.audit }] : [],
  )
  const searchable = [...otherActs, ...kept].sort((a, b) => (a.sentence < b.sentence ? -1 : 1))
  return async ({ tx, audit }, { params, query }) => {
    const rows = await findActs(tx, params.schoolId, query)
    const people = await peopleIn(tx, params.schoolId)
    audit({ facts: { ...query } })
    const acts = rows.slice(0, PAGE)
    const last = acts.at(-1)
    const ids = acts.map((act) => act.subject ?? '').filter(isId)
    const names = await nameSubjects(tx, { schoolId: params.schoolId, ids: [...new Set(ids)] })
    return success({
      acts: acts.map((act) => actOf(act, names)),
      ...(rows.length > PAGE && last !== undefined ? { next: last.number } : {}),
      people: [...people].sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
      operations: searchable,
    })
  }
}

interface Person {
  readonly id: string
  readonly name: string
}

/** Everybody in the trail, under their last name: by leaps along the index, one a person, however long the trail is. */
async function peopleIn(tx: Tx, schoolId: string): Promise<readonly Person[]> {
  return many(
    tx,
    sql<Person>`
      with recursive found as (
        (select person_id, person_name from audit.trail where place_id = ${schoolId} order by person_id, number desc limit 1)
        union all
        select following.person_id, following.person_name from found, lateral (
          select person_id, person_name from audit.trail
          where place_id = ${schoolId} and person_id > found.person_id order by person_id, number desc limit 1
        ) as following
      )
      select person_id as id, person_name as name from found`,
  )
}

async function findActs(tx: Tx, schoolId: string, query: Filter): Promise<readonly Row[]> {
  const { personId, operation, subject, from, to, refused, before } = query
  const until = to === undefined ? undefined : momentAt(addDays(to as Day, 1), MIDNIGHT)
  return many(
    tx,
    sql<Row>`
      select number, at, person_id as "personId", person_name as "personName", person_position as "personPosition",
        operation, sentence, subject, facts
      from audit.trail
      where place_id = ${schoolId}
        and (${personId ?? null}::uuid is null or person_id = ${personId ?? null})
        and (${operation ?? null}::text is null or operation = ${operation ?? null})
        and (${subject ?? null}::text is null or subject = ${subject ?? null})
        and (${from ?? null}::date is null or at >= ${from === undefined ? null : momentAt(from, MIDNIGHT)}::timestamptz)
        and (${until ?? null}::timestamptz is null or at < ${until ?? null})
        and (not ${refused ?? false} or facts @> '{"refused": true}')
        and (${before ?? null}::bigint is null or number < ${before ?? null})
      order by number desc limit ${PAGE + 1}`,
  )
}

function actOf(
  { personId, personName, personPosition, subject, ...row }: Row,
  names: ReadonlyMap<string, string>,
): Act {
  const name = subject === null ? undefined : names.get(subject)
  return {
    ...row,
    person: { id: personId, name: personName, position: personPosition },
    ...(subject === null ? {} : { subject: { id: subject, ...(name === undefined ? {} : { name }) } }),
    refused: row.facts.refused === true,
  }
}
