import { sql } from 'kysely'
import { notAllowed, success } from '../kernel/result.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { one, type Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { whetherLink } from './signing-in/whether-link.ts'

/** What opens somebody's account, and the same decision that making a link would meet: so that a page need not offer it in vain. */
export const howPersonSignsIn: UseCase<typeof contract.howPersonSignsIn> = async (context, { params }) => {
  const decided = await whetherLink(context, params)
  if (decided === undefined) return notAllowed()
  const { freshSince, ...ways } = await waysOf(context.tx, params.personId)
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
