import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { nextState } from './rules/import-state.ts'
import { findImport, purgeStaged, updateImport } from './store.ts'

export const discardImport: UseCase<typeof contract.discardImport> = async (context, { params }) => {
  const { tx } = context
  const row = await findImport(tx, { ...params, lock: true })
  if (row === undefined) return notAllowed()
  const next = nextState(row.state, 'discard')
  if (!next.ok) return next
  await updateImport(tx, params, { state: next.value, sentence: 'Discarded. Nothing was changed.', at: context.now })
  await purgeStaged(tx, params)
  context.audit({ subject: params.importId })
  return success({ state: next.value })
}
