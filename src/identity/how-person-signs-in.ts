import { sql } from 'kysely'
import { notAllowed, success } from '../kernel/result.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { one, type Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { decideLink, rolesHeldBy } from './rules/granting.ts'
import { findPerson, rolesAtPlace, worksElsewhere } from './store.ts'

/** What opens somebody's account, and the same decision that making a link would meet: so that a page need not offer it in vain. */
export const howPersonSignsIn: UseCase<typeof contract.howPersonSignsIn> = async ({ tx, caller }, { params }) => {
  const person = await findPerson(tx, params.personId)
  if (person === undefined) return notAllowed()
  const holders = await rolesAtPlace(tx, params.schoolId)
  const decided = decideLink({
    by: { id: caller.id, roles: rolesHeldBy(holders, caller.id) },
    personId: person.id,
    roles: rolesHeldBy(holders, person.id),
    email: person.email,
    worksElsewhere: await worksElsewhere(tx, person.id, params.schoolId),
  })
  const { freshSince, ...ways } = await waysOf(tx, person.id)
  return success({
    ...ways,
    ...(freshSince === null ? {} : { startedAfresh: freshSince }),
    link: decided.ok ? { allowed: true } : { allowed: false, because: decided.problem.message },
  })
}

interface Ways {
  readonly password: boolean
  readonly schoolAccount: boolean
  readonly secondFactor: boolean
  readonly freshSince: Moment | null
}

async function waysOf(tx: Tx, personId: string): Promise<Ways> {
  return one(
    tx,
    sql<Ways>`
      select password, school_account as "schoolAccount", second_factor as "secondFactor", fresh_since as "freshSince"
      from identity.person, identity.account_of(person.id) where person.id = ${personId}`,
  )
}
