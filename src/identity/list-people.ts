import type { PersonId } from '../kernel/ids.ts'
import { success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { peopleSeen, rolesAtPlace } from './store.ts'

/** Those who hold a role here now, by name. */
export const listPeople: UseCase<typeof contract.listPeople> = async ({ tx }, { params }) => {
  const [people, roles] = [await peopleSeen(tx), await rolesAtPlace(tx, params.schoolId)]
  // Families have a page of their own, and are not staff: a school has a thousand of them.
  const held = Map.groupBy(
    roles.filter(({ role }) => role !== 'parent'),
    (role) => role.personId,
  )
  return success({
    people: people
      .filter((person) => held.has(person.id))
      .map(({ id, name, email }) => ({
        id: id as PersonId,
        name,
        ...(email === null ? {} : { email }),
        roles: (held.get(id) ?? []).map(({ role, position, since }) => ({ role, position, since })),
      })),
  })
}
