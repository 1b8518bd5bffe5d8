import type { Operation } from '../kernel/operation.ts'
import { success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { accessTable } from './rules/access.ts'
import { ROLES } from './rules/rights.ts'

/** The table is made of what the server itself was built from, so it cannot differ from what the server does. */
export function showAccess(operations: readonly Operation[]): UseCase<typeof contract.accessMatrix> {
  const answer = { roles: [...ROLES], operations: accessTable(operations) }
  return async () => success(answer)
}
