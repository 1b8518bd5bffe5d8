import { randomUUID } from 'node:crypto'
import { refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { schoolOf } from '../roll/index.ts'
import type * as contract from './contract.ts'
import { insertImport } from './store.ts'

export const startImport: UseCase<typeof contract.startImport> = async (context, { params, body }) => {
  if ((await schoolOf(context.tx, params.schoolId)) === undefined)
    return refused(
      'interchange.no-school',
      'Enter the school\u2019s particulars and year groups first: an import is checked against them.',
    )
  const importId = randomUUID()
  await insertImport(context.tx, {
    schoolId: params.schoolId,
    importId,
    format: body.format,
    at: context.now,
    by: context.caller,
    sensitive: context.may('pupil.view-sensitive') === 'all',
  })
  context.audit({ subject: importId })
  return success({ importId })
}
