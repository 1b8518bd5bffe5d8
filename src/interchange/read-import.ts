import { notAllowed, refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { nextState } from './rules/import-state.ts'
import { readRoster } from './rules/read-roster.ts'
import { tablesOf } from './staged.ts'
import { findImport, updateImport } from './store.ts'

/** Whether the files belong together is said at once; what they hold is worked out in the background. */
export const readImport: UseCase<typeof contract.readImport> = async (context, { params }) => {
  const { tx } = context
  const row = await findImport(tx, { ...params, lock: true })
  if (row === undefined) return notAllowed()
  const next = nextState(row.state, 'read')
  if (!next.ok) return next
  const tables = await tablesOf(tx, params)
  const read = readRoster(tables)
  if (!read.ok) return read
  if (read.value.pupils.length === 0)
    return refused(
      'interchange.no-pupils',
      'There is no pupil in these files: only the names of columns. Add the rows and send the file again.',
    )
  await updateImport(tx, params, {
    state: next.value,
    title: read.value.title,
    progress: { done: 0, total: read.value.pupils.length },
    at: context.now,
  })
  context.audit({ subject: params.importId, facts: { rows: read.value.pupils.length } })
  await context.say('roster-import-waits', { schoolId: params.schoolId, importId: params.importId })
  return success({ state: next.value })
}
