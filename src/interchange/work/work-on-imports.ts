import type { Moment } from '../../kernel/time-of-day.ts'
import { momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import {
  claimImport,
  findImport,
  importsAbandoned,
  importsAtWork,
  type OfImport,
  purgeStaged,
  updateImport,
} from '../store.ts'
import { commitStaged } from './commit-staged.ts'
import { readStaged } from './read-staged.ts'
import { failImport, type WorkGround } from './work-ground.ts'

/**
 * Does the work of every import that waits for some, until none does. The state of an import is the queue: what a stopped
 * process left in `reading` or `committing` is simply begun again, which is safe because a commit is one transaction.
 */
export async function workOnImports(ground: WorkGround): Promise<void> {
  const seen = new Set<string>()
  for (;;) {
    const waiting = await ground.database.asSystem((tx) => importsAtWork(tx))
    // An import whose work is being done by another process stays in the list; it is left to that process.
    const next = waiting.find(({ importId }) => !seen.has(importId))
    if (next === undefined) return
    if (!(await workOn(ground, next))) seen.add(next.importId)
  }
}

/** One step of one import. @returns whether it was moved on. */
async function workOn(ground: WorkGround, of: OfImport): Promise<boolean> {
  const row = await ground.database.inTenants([of.schoolId], (tx) => findImport(tx, of))
  try {
    if (row?.state === 'reading') return await readStaged(ground, of)
    if (row?.state === 'committing') {
      const moved = await commitStaged(ground, of)
      // The planner still thinks of small tables; until the night's upkeep a work list would take ten times as long.
      if (moved) await ground.database.runScript('analyze')
      return moved
    }
    return true
  } catch (error) {
    const fault = error instanceof Error ? error : new Error('unknown')
    ground.onFault?.({
      kind: fault.name,
      at: (fault.stack ?? '')
        .split('\n')
        .slice(1, 6)
        .map((line) => line.trim()),
    })
    await failImport(
      ground,
      of,
      'Something went wrong on our side. Nothing was changed. Start another import, and tell your administrator if it happens again.',
    )
    return true
  }
}

const ABANDONED_AFTER_MS = 14 * 24 * 60 * 60 * 1000

/** Discards imports that nobody has touched for a fortnight: pupils' particulars do not lie about. */
export async function discardAbandoned(ground: WorkGround): Promise<void> {
  const now = ground.clock.now()
  const since: Moment = momentFromMilliseconds(Date.parse(now) - ABANDONED_AFTER_MS)
  const abandoned = await ground.database.asSystem((tx) => importsAbandoned(tx, since))
  for (const of of abandoned)
    await ground.database.inTenants([of.schoolId], async (tx) => {
      if (!(await claimImport(tx, of))) return
      await updateImport(tx, of, {
        state: 'discarded',
        sentence: 'Discarded because nobody touched it for two weeks.',
        at: now,
      })
      await purgeStaged(tx, of)
    })
}

export interface ImportWork {
  /** Looks for work now instead of at the next look. */
  wake(): void
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 1_000

/** Works on imports for as long as the server runs. */
export function startImportWork(ground: WorkGround): ImportWork {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    clearTimeout(timer)
    running = running
      .then(() => (stopped ? undefined : workOnImports(ground)))
      .catch(() => ground.onFault?.({ kind: 'roster imports could not be looked for', at: [] }))
      .then(() => {
        if (!stopped) timer = setTimeout(look, LOOK_EVERY_MS).unref()
      })
  }
  void discardAbandoned(ground).catch(() => undefined)
  look()
  return {
    wake: look,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
