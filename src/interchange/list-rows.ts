import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { mayKnow } from './sensitive-import.ts'
import { previewRows } from './staged.ts'
import { findImport } from './store.ts'

export const listRows: UseCase<typeof contract.listRows> = async (context, { params, query }) => {
  const { tx } = context
  const row = await findImport(tx, params)
  if (row === undefined) return notAllowed()
  const known = mayKnow(context, row)
  if (!known.ok) return known
  const { rows, next } = await previewRows(tx, { ...params, ...query })
  context.audit({ subject: params.importId, facts: { rows: rows.length } })
  return success({
    rows: rows.map((one) => ({ ...one, changes: [...one.changes], problems: [...one.problems] })),
    next,
  })
}
