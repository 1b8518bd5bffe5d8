import { nextState } from '../rules/import-state.ts'
import { stagePreview } from '../staged.ts'
import { findImport, type ImportUpdate, type OfImport, updateImport } from '../store.ts'
import { countsOf, digestOf, loadStaged, type Prepared, preparePreview } from './prepare-preview.ts'
import { failImport, type WorkGround } from './work-ground.ts'

const NO_PREVIEW = { counts: null, gaps: {}, digest: null }

/**
 * Reads an import's files as far as the answers go, and leaves it with questions or with a preview. Two processes that do so
 * at once do the same; the second finds it done. @returns whether the import was moved on.
 */
export async function readStaged(ground: WorkGround, of: OfImport): Promise<boolean> {
  const { database, clock } = ground
  const at = clock.now()
  const loaded = await database.inTenants([of.schoolId], async (tx) => {
    const row = await findImport(tx, of)
    return row?.state === 'reading' ? loadStaged(tx, row, at) : undefined
  })
  if (loaded === undefined) return true
  const prepared = await preparePreview(loaded, (done, total) =>
    database.inTenants([of.schoolId], (tx) => updateImport(tx, of, { progress: { done, total }, at })),
  )
  if (!prepared.ok) {
    await failImport(ground, of, prepared.problem.message)
    return true
  }
  await database.inTenants([of.schoolId], async (tx) => {
    const row = await findImport(tx, { ...of, lock: true })
    if (row?.state !== 'reading') return
    await stagePreview(tx, of, prepared.value.comparison?.rows ?? [])
    await updateImport(tx, of, { ...outcome(prepared.value), at })
  })
  return true
}

function outcome(prepared: Prepared): ImportUpdate {
  const { comparison, roster, questions, answers } = prepared
  const next = nextState('reading', comparison === undefined ? 'ask' : 'understand')
  const preview =
    comparison === undefined
      ? NO_PREVIEW
      : { counts: countsOf(comparison.rows), gaps: comparison.gaps, digest: digestOf(comparison.rows) }
  return {
    ...(next.ok ? { state: next.value } : {}),
    ...preview,
    title: roster.title,
    notes: roster.notes,
    questions,
    answers,
  }
}
