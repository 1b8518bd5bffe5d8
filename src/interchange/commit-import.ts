import { notAllowed, refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { nextState } from './rules/import-state.ts'
import { mayKnow } from './sensitive-import.ts'
import { findImport, updateImport } from './store.ts'

const rows = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'row has' : 'rows have'}`

/** Whoever commits answers for it: the roll keeps their name, also where another person began the import. */
export const commitImport: UseCase<typeof contract.commitImport> = async (context, { params, body }) => {
  const { tx } = context
  const row = await findImport(tx, { ...params, lock: true })
  if (row === undefined) return notAllowed()
  const known = mayKnow(context, row)
  if (!known.ok) return known
  const next = nextState(row.state, 'commit')
  if (!next.ok) return next
  const { stop = 0, check = 0, new: added = 0, changed = 0 } = row.counts ?? {}
  if (stop > 0)
    return refused(
      'interchange.rows-stop',
      `${rows(stop)} a problem that must be put right first. Correct the file and import it again: nothing is committed in part.`,
    )
  if (check > 0 && !body.checked)
    return refused(
      'interchange.rows-unchecked',
      `${rows(check)} something that a person should look at. Look at them, then say that you have.`,
    )
  await updateImport(tx, params, {
    state: next.value,
    progress: { done: 0, total: added + changed },
    by: context.caller,
    sentence: '',
    at: context.now,
  })
  context.audit({ subject: params.importId, facts: { new: added, changed, checked: body.checked } })
  await context.say('roster-import-waits', { schoolId: params.schoolId, importId: params.importId })
  return success({ state: next.value })
}
