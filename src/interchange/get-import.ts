import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { gapSentences } from './gaps.ts'
import { actsOf } from './rules/import-state.ts'
import { filesOf } from './staged.ts'
import { findImport, type ImportRow, latestImports } from './store.ts'

function summaryOf(row: ImportRow) {
  return {
    importId: row.import_id,
    state: row.state,
    title: row.title,
    startedAt: row.started_at,
    startedBy: row.by_name,
    counts: row.counts,
    sentence: row.sentence,
  }
}

export const getImport: UseCase<typeof contract.getImport> = async ({ tx }, { params }) => {
  const row = await findImport(tx, params)
  if (row === undefined) return notAllowed()
  return success({
    ...summaryOf(row),
    format: row.format,
    files: [...(await filesOf(tx, params))],
    acts: [...actsOf(row.state)],
    // What the database keeps of them is what the rules made: readonly there, plain here.
    questions: structuredClone(
      row.questions,
    ) as (typeof contract.getImport)['schema']['response'][200]['_output']['questions'],
    answers: row.answers as (typeof contract.getImport)['schema']['response'][200]['_output']['answers'],
    notes: [...row.notes],
    gaps: gapSentences(row.gaps),
    progress: { done: row.progress_done, total: row.progress_total },
  })
}

export const listImports: UseCase<typeof contract.listImports> = async ({ tx }, { params }) => {
  const rows = await latestImports(tx, params.schoolId)
  return success({ imports: rows.map((row) => ({ ...summaryOf(row), files: row.files })) })
}
