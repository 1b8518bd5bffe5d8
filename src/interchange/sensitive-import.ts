import { type Result, refused, success } from '../kernel/result.ts'
import type { Context } from '../platform/http/use-case.ts'
import type { ImportRow } from './store.ts'

/**
 * Refuses what would show or write sensitive facts in the name of somebody who may not know them: an import that was started by
 * somebody who may holds them, and so does its preview.
 */
export function mayKnow(context: Pick<Context, 'may'>, row: Pick<ImportRow, 'sensitive'>): Result<void> {
  if (!row.sensitive || context.may('pupil.view-sensitive') === 'all') return success(undefined)
  return refused(
    'interchange.sensitive',
    'Somebody who may see sensitive facts of pupils started this import, and its rows can show them. Ask them to finish it, or discard it and start one of your own.',
  )
}
