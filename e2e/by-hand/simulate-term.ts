import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATION_FOLDERS } from '../../src/main/slices.ts'
import { migrate, readMigrations } from '../../src/platform/database/migrate.ts'
import { openPglite } from '../../src/platform/database/pglite.ts'
import { simulateTerm } from '../../src/testing/term/simulate-term.ts'

/**
 * A whole term of a school on a scripted clock, with every family, officer and service of the simulation, checked every evening:
 * `node e2e/by-hand/simulate-term.ts [PUPILS] [DAYS] [SEED]`.
 */
const pupils = Number(process.argv[2] ?? 900)
const days = Number(process.argv[3] ?? 80)
const seed = Number(process.argv[4] ?? 1)
const base = mkdtempSync(join(tmpdir(), 'firstbell-term-'))
try {
  const database = await openPglite({ folder: join(base, 'data') })
  await migrate(database, await readMigrations(MIGRATION_FOLDERS))
  const report = await simulateTerm({
    ...{ seed, pupils, days, database, inForm: pupils > 240 ? 30 : 15 },
    told: (day, faults) => {
      console.log(`${day}: ${faults.length === 0 ? 'all kept' : 'broken'}`)
      for (const fault of faults) console.error(`  ${fault}`)
    },
  })
  const { counts, families, requests, messages, faults, seconds } = report
  for (const [what, many] of Object.entries(counts)) console.log(`${String(many).padStart(7)} ${what}`)
  console.log(
    `${counts.days} days of ${report.pupils} pupils and ${families} families: ${requests} requests, ${messages} messages, ` +
      `${faults.length} promises broken, ${Math.round(seconds)} s.`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  rmSync(base, { recursive: true, force: true })
}
