import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { ALL_CODES } from '../../src/law/codes.ts'
import { startDurableServer } from '../postgres-server.ts'
import { CELL, ENROLMENTS, PERSISTENT, SEVERE } from './kernel.ts'
import { CELLS, cellOf } from './nation.ts'
import type { Sample } from './sample.ts'

/** What a rival made of a sample: the national table as we have it, and the middle of its times in milliseconds. */
export interface Rival {
  readonly name: string
  readonly counts: Float64Array
  readonly milliseconds: number
  readonly loading: number
}

type Row = Record<string, number | string | null>
type Ask = (sql: string) => Promise<readonly Row[]>

// Both engines are asked the same two questions, each written the way it does best.
const TABLES = `
  create table enrolment (enrolment integer, phase smallint, region smallint, authority smallint, year_group smallint);
  create table mark (enrolment integer, session smallint, code smallint);
  create table code (code smallint, possible smallint, absent smallint);`

const CODES = `insert into code values ${ALL_CODES.map(
  ({ byte, possible, attending }) => `(${byte}, ${possible ? 1 : 0}, ${possible && !attending ? 1 : 0})`,
).join(', ')}`

const BY_CODE = `
  select phase, authority, year_group, code, count(*) as sessions
  from mark join enrolment using (enrolment)
  group by phase, authority, year_group, code`

const ABSENTEES = `
  select phase, authority, year_group, count(*) as enrolments,
         sum(case when 10 * absent >= possible then 1 else 0 end) as persistent,
         sum(case when 2 * absent >= possible then 1 else 0 end) as severe
  from (select enrolment, sum(possible) as possible, sum(absent) as absent
        from mark join code using (code) group by enrolment) as one
  join enrolment using (enrolment)
  where possible > 0
  group by phase, authority, year_group`

async function askBoth(ask: Ask, times: number): Promise<{ counts: Float64Array; milliseconds: number }> {
  const counts = new Float64Array(CELL * CELLS)
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const began = performance.now()
    const codes = await ask(BY_CODE)
    const absentees = await ask(ABSENTEES)
    taken.push(performance.now() - began)
    if (time > 0) continue
    const placeOf = (row: Row) => CELL * cellOf(Number(row.phase), Number(row.authority), Number(row.year_group))
    for (const row of codes) counts[placeOf(row) + Number(row.code)] = Number(row.sessions)
    for (const row of absentees) {
      counts[placeOf(row) + ENROLMENTS] = Number(row.enrolments)
      counts[placeOf(row) + PERSISTENT] = Number(row.persistent)
      counts[placeOf(row) + SEVERE] = Number(row.severe)
    }
  }
  return { counts, milliseconds: taken.toSorted((a, b) => a - b)[times >> 1] ?? 0 }
}

const DUCKDB = '@duckdb/node-api@1.5.6-r.1'

/** DuckDB is 100 MB that Firstbell has no other use for, so it is put beside the build when this bench asks for it. */
export async function askDuckdb(sample: Sample, threads: number): Promise<Rival> {
  const folder = join('build', 'duckdb')
  if (!existsSync(join(folder, 'node_modules', '@duckdb'))) {
    mkdirSync(folder, { recursive: true })
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--prefix', folder, DUCKDB], {
      stdio: 'inherit',
    })
  }
  const load = createRequire(join(process.cwd(), folder, 'package.json'))
  // Its own types are not here to check against before it is installed: these are the parts that are used.
  const { DuckDBInstance } = load('@duckdb/node-api') as {
    DuckDBInstance: {
      create: (
        path: string,
        options: Record<string, string>,
      ) => Promise<{
        connect: () => Promise<{
          run: (sql: string) => Promise<unknown>
          runAndReadAll: (sql: string) => Promise<{ getRowObjectsJson: () => Row[] }>
          closeSync: () => void
        }>
        closeSync: () => void
      }>
    }
  }
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  const began = performance.now()
  for (const statement of TABLES.split(';').filter((text) => text.trim() !== '')) await connection.run(statement)
  await connection.run(CODES)
  await connection.run(`copy enrolment from '${sample.enrolmentsFile}' (format csv, header false)`)
  await connection.run(`copy mark from '${sample.marksFile}' (format csv, header false)`)
  const loading = performance.now() - began
  const answer = await askBoth(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(), 3)
  connection.closeSync()
  instance.closeSync()
  return { name: `DuckDB ${DUCKDB.split('@')[2] ?? ''}, ${threads} threads, in memory`, loading, ...answer }
}

export async function askPostgres(sample: Sample): Promise<Rival | undefined> {
  const server = await startDurableServer()
  if (server === undefined) return undefined
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    const began = performance.now()
    await client.query(TABLES)
    await client.query(CODES)
    await client.query(`copy enrolment from '${sample.enrolmentsFile}' (format csv)`)
    await client.query(`copy mark from '${sample.marksFile}' (format csv)`)
    await client.query('alter table enrolment add primary key (enrolment)')
    await client.query('analyze')
    await client.query("set work_mem = '512MB'; set max_parallel_workers_per_gather = 2")
    const loading = performance.now() - began
    const { rows } = await client.query('show server_version')
    const answer = await askBoth(async (sql) => (await client.query(sql)).rows, 3)
    return { name: `PostgreSQL ${(rows as Row[])[0]?.server_version}`, loading, ...answer }
  } finally {
    await client.end()
    await server.stop()
  }
}
