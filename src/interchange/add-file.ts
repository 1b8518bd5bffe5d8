import { malformed, notAllowed, refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { readUpload } from './intake/read-upload.ts'
import { stageUpload } from './intake/stage-upload.ts'
import { nextState } from './rules/import-state.ts'
import { sizeOf } from './staged.ts'
import { findImport, updateImport } from './store.ts'

const MOST_FILES = 30
const MOST_BYTES = 120 * 1024 * 1024

export const addFile: UseCase<typeof contract.addFile> = async (context, { params, query, body }) => {
  const { tx } = context
  if (!(body instanceof Uint8Array))
    return malformed('interchange.not-a-file', 'Send the file itself, as application/octet-stream.')
  const row = await findImport(tx, { ...params, lock: true })
  if (row === undefined) return notAllowed()
  const next = nextState(row.state, 'add-file')
  if (!next.ok) return next
  const name = query.name.replace(/^.*[/\\]/, '')
  const size = await sizeOf(tx, params)
  if (size.files >= MOST_FILES || size.bytes + body.length > MOST_BYTES)
    return refused(
      'interchange.too-many-files',
      'That is more than one import takes: 30 files, 120 MB together. Pack them as one zip, or import in parts.',
    )
  const read = await readUpload({ name, bytes: body, format: row.format ?? undefined })
  if (!read.ok) return read
  const file = await stageUpload(tx, params, { name, bytes: body, read: read.value, at: context.now })
  await updateImport(tx, params, { state: next.value, at: context.now })
  context.audit({ subject: params.importId, facts: { sha256: file.sha256, bytes: file.bytes, rows: file.rows } })
  return success(file)
}
