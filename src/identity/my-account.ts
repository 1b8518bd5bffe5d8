import { sql } from 'kysely'
import { success } from '../kernel/result.ts'
import { one } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'

/** Whether the caller has a password here, and whether a second factor is asked for after it. */
export const myAccount: UseCase<typeof contract.myAccount> = async ({ tx, caller }) =>
  success(
    await one(
      tx,
      sql<{ password: boolean; secondFactor: boolean }>`
        select password, second_factor as "secondFactor" from identity.account_of(${caller.id})`,
    ),
  )
