import type { Operation } from '../kernel/operation.ts'
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { listAudit, type TrailParts } from './list-audit.ts'

export { type LastAct, lastAct, lastOfEach } from './last-act.ts'
export type { NameSubjects } from './list-audit.ts'
export { recordAct } from './record-act.ts'

/** `operations` are those of every other slice. */
export function auditBindings({ operations, ...parts }: TrailParts): readonly Binding[] {
  const all = [...operations, contract.listAudit]
  return [bind(contract.listAudit, listAudit({ ...parts, operations: all }))]
}

/** What audit adds to the page "Who may do what". */
export const AUDIT_OPERATIONS: readonly Operation[] = [contract.listAudit]
