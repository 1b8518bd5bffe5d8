import { recordAct } from '../../audit/index.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/http/problems.ts'
import { commitImport } from '../contract.ts'
import type { RosterComparison } from '../rules/compare-roster.ts'
import type { SourceRoster } from '../rules/roster.ts'
import { filesOf } from '../staged.ts'
import {
  claimImport,
  findImport,
  type ImportRow,
  keepSources,
  type OfImport,
  purgeStaged,
  updateImport,
} from '../store.ts'
import { applyPlan } from './apply-plan.ts'
import { countsOf, digestOf, loadStaged, type Progress, preparePreview } from './prepare-preview.ts'
import { failImport, type WorkGround } from './work-ground.ts'

/**
 * Commits an import in one transaction: all of it, its trail and its end, or nothing. What is written is worked out again from
 * the roll as it is now; where that is no longer what people looked at, the import goes back to them instead.
 * @returns false where another process has it.
 */
export async function commitStaged(ground: WorkGround, of: OfImport): Promise<boolean> {
  try {
    return await ground.database.inTenants([of.schoolId], (tx) => commitIn(ground, tx, of))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await failImport(ground, of, `Nothing was changed: ${error.problem.message} Start the import again.`)
    return true
  }
}

async function commitIn(ground: WorkGround, tx: Tx, of: OfImport): Promise<boolean> {
  if (!(await claimImport(tx, of))) return false
  const row = await findImport(tx, of)
  if (row?.state !== 'committing') return true
  const at = ground.clock.now()
  const prepared = await preparePreview(await loadStaged(tx, row, at))
  const comparison = prepared.ok ? prepared.value.comparison : undefined
  if (!prepared.ok || comparison === undefined || digestOf(comparison.rows) !== row.digest) {
    const sentence = 'Your roll changed after this preview was made, so nothing was committed. Look at the new preview.'
    await updateImport(tx, of, { state: 'reading', sentence, at })
    return true
  }
  const reason = await reasonOf(tx, of, row)
  const by = { id: row.by_id, name: row.by_name, position: row.by_position }
  const facts = { schoolId: of.schoolId, at, by, reason }
  await applyPlan(tx, comparison.plan, { facts, today: prepared.value.today, progress: progressOf(ground, of, at) })
  await finish(tx, of, { row, at, comparison, roster: prepared.value.roster })
  return true
}

/** The reason that the roll keeps with every change: which files, and their hash, so that the very file can be proved. */
async function reasonOf(tx: Tx, of: OfImport, row: ImportRow): Promise<string> {
  const files = await filesOf(tx, of)
  const named = files.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256.slice(0, 12)})`)
  return `Roster import, ${row.title ?? 'files'}: ${named.slice(0, 8).join(', ')}`.slice(0, 900)
}

/** On one connection nobody can look while the transaction lasts, and a second one would wait for it for ever. */
function progressOf(ground: WorkGround, of: OfImport, at: Moment): Progress {
  if (ground.database.engine === 'pglite') return async () => undefined
  return (done, total) =>
    ground.database.inTenants([of.schoolId], (tx) => updateImport(tx, of, { progress: { done, total }, at }))
}

async function finish(
  tx: Tx,
  of: OfImport,
  done: {
    readonly row: ImportRow
    readonly at: Moment
    readonly comparison: RosterComparison
    readonly roster: SourceRoster
  },
): Promise<void> {
  const { row, at, comparison, roster } = done
  const { plan } = comparison
  if (plan.sources.length > 0)
    await keepSources(tx, { schoolId: of.schoolId, format: roster.format, sources: plan.sources })
  const counts = countsOf(comparison.rows)
  const total = plan.enrolments.length + plan.changes.length
  await updateImport(tx, of, { state: 'done', sentence: sentenceOf(counts), progress: { done: total, total }, at })
  await purgeStaged(tx, of)
  await recordAct(tx, {
    at,
    operation: commitImport.config.id,
    sentence: 'committed a roster import',
    caller: { id: row.by_id, name: row.by_name, position: row.by_position },
    tenant: of.schoolId,
    subject: of.importId,
    facts: { ...counts, groups: plan.groups.length },
    requestId: of.importId,
  })
}

const pupils = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'pupil' : 'pupils'}`

function sentenceOf(counts: { readonly new: number; readonly changed: number; readonly unchanged: number }): string {
  if (counts.new === 0 && counts.changed === 0) return 'There was nothing to do: your roll says the same already.'
  const parts = [
    counts.new === 0 ? '' : `Added ${pupils(counts.new)}.`,
    counts.changed === 0 ? '' : `Changed ${pupils(counts.changed)}.`,
    counts.unchanged === 0 ? '' : `${pupils(counts.unchanged)} stayed as they were.`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}
