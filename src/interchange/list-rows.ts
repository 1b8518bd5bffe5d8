import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { previewRows } from './staged.ts'
import { findImport } from './store.ts'

export const listRows: UseCase<typeof contract.listRows> = async (context, { params, query }) => {
  const { tx } = context
  if ((await findImport(tx, params)) === undefined) return notAllowed()
  const { rows, next } = await previewRows(tx, { ...params, ...query })
  context.audit({ subject: params.importId, facts: { rows: rows.length } })
  return success({
    rows: rows.map((row) => ({ ...row, changes: [...row.changes], problems: [...row.problems] })),
    next,
  })
}
