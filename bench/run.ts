import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATION_FOLDERS } from '../src/main/slices.ts'
import { migrate, readMigrations } from '../src/platform/database/migrate.ts'
import { openPglite } from '../src/platform/database/pglite.ts'
import { openPostgres } from '../src/platform/database/postgres.ts'
import { startDurableServer } from './postgres-server.ts'
import { benchRegisters, type Line } from './register.ts'

// `npm run bench`: prints a table, writes build/bench.json. Nothing here is a test: numbers depend on the machine, so what
// counts are the ratios to the rival in the same run.

async function onPglite(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-bench-'))
  const database = await openPglite({ folder: join(folder, 'data') })
  try {
    await migrate(database, await readMigrations(MIGRATION_FOLDERS))
    return await benchRegisters('PGlite, durable', database, 1)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onPostgres(): Promise<Line[]> {
  const server = await startDurableServer()
  if (server === undefined) {
    console.log('No PostgreSQL server here: install one, or set BENCH_DATABASE_URL to a database for it to fill.')
    return []
  }
  const database = await openPostgres(server.url, { connections: 16 })
  try {
    await migrate(database, await readMigrations(MIGRATION_FOLDERS))
    return await benchRegisters('PostgreSQL, fsync', database, 9)
  } finally {
    await database.close()
    await server.stop()
  }
}

function figure(line: Line): string {
  if (line.perSecond !== undefined) return `${line.perSecond.toFixed(0)} a second`
  const { p10 = 0, median = 0, p95 = 0 } = line.timing ?? {}
  return `${median.toFixed(2)} ms  (${p10.toFixed(2)} to ${p95.toFixed(2)})`
}

function verdict({ reach, timing, perSecond }: Line): string {
  if (reach?.most !== undefined)
    return `${(timing?.median ?? 0) <= reach.most ? 'reached' : 'MISSED'}: ≤ ${reach.most} ms`
  if (reach?.least !== undefined)
    return `${(perSecond ?? 0) >= reach.least ? 'reached' : 'MISSED'}: ≥ ${reach.least} a second`
  return ''
}

const lines = [...(await onPglite()), ...(await onPostgres())]
console.log('Median, and in brackets from the fastest tenth to the slowest twentieth.\n')
const wide = Math.max(...lines.map((line) => line.what.length))
for (const line of lines)
  console.log(`${line.what.padEnd(wide)}  ${line.engine.padEnd(18)} ${figure(line).padEnd(32)} ${verdict(line)}`)
mkdirSync('build', { recursive: true })
const machine = { processors: availableParallelism(), model: cpus()[0]?.model ?? '', node: process.version }
writeFileSync('build/bench.json', `${JSON.stringify({ machine, lines }, undefined, 2)}\n`)
console.log('\nAlso in build/bench.json.')
