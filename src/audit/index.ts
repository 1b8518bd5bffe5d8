import type { Operation } from '../kernel/operation.ts'
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { listAudit } from './list-audit.ts'

export { recordAct } from './record-act.ts'

/** `others` are the operations of every other slice: those that the trail can be searched by. */
export function auditBindings(others: readonly Operation[]): readonly Binding[] {
  return [bind(contract.listAudit, listAudit([...others, contract.listAudit]))]
}

/** What audit adds to the page "Who may do what". */
export const AUDIT_OPERATIONS: readonly Operation[] = [contract.listAudit]
