import type { Operation, OperationSchema } from '../../kernel/operation.ts'
import type { Action } from '../rules/rights.ts'

/** An operation of this product: its right must be one of the closed list of actions. */
export function operation<const Schema extends OperationSchema, const O extends Operation<Schema, Action>>(
  declared: O & { readonly schema: Schema },
): O {
  return declared
}
