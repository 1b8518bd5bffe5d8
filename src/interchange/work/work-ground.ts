import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { nextState } from '../rules/import-state.ts'
import { findImport, type OfImport, purgeStaged, updateImport } from '../store.ts'

export interface WorkGround {
  readonly database: Database
  readonly clock: Clock
  /** Told of a fault that is nobody's file: its kind and place, never a row. */
  readonly onFault?: (fault: { readonly kind: string; readonly at: readonly string[] }) => void
}

/** Ends an import that cannot go on, with the sentence that says why. What was staged for it is thrown away. */
export async function failImport(ground: WorkGround, of: OfImport, sentence: string): Promise<void> {
  await ground.database.inTenants([of.schoolId], async (tx) => {
    const row = await findImport(tx, { ...of, lock: true })
    const next = row === undefined ? undefined : nextState(row.state, 'fail')
    if (next?.ok !== true) return
    await updateImport(tx, of, { state: next.value, sentence, at: ground.clock.now() })
    await purgeStaged(tx, of)
  })
}
