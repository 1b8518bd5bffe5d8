import { sql } from 'kysely'
import type { Answer } from '../../kernel/operation.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { many } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { isDemonstration } from './demonstration.ts'

type Place = Answer<typeof contract.listDemoPeople>['places'][number]
type Row = Omit<Place, 'people'> & { readonly people: Place['people'] }

/** Every made-up person by the place of their first role, in the order in which they were appointed. */
export const listDemoPeople: UseCase<typeof contract.listDemoPeople> = async ({ tx }) => {
  if (!(await isDemonstration(tx))) return notAllowed()
  const places = await many(
    tx,
    sql<Row>`
      with appointed as (
        select place_id, person_id, min(number) as number,
          jsonb_agg(role order by number) as roles, (array_agg(position order by number))[1] as position
        from identity.role_now group by place_id, person_id
      )
      select place.id, place.kind, place.name, place.phase,
        jsonb_agg(jsonb_build_object('id', person.id, 'name', person.name, 'position', appointed.position,
          'roles', appointed.roles) order by appointed.number) as people
      from appointed join identity.place on place.id = place_id join identity.person on person.id = person_id
      where person.email is not null or appointed.roles ? 'parent'
      group by place.id order by array_position(array['school', 'trust', 'authority'], place.kind), min(appointed.number)`,
  )
  return success({ places: [...places] })
}
