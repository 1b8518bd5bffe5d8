import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killedRound } from '../../testing/kill-while-writing.ts'
import { databaseIn, POSTGRES_MAJOR } from './data-folder.ts'
import { many, run } from './database.ts'
import { openPglite } from './pglite.ts'

const WRITER = fileURLToPath(new URL('../../testing/writer.ts', import.meta.url))

let base: string
let folder: string

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'firstbell-power-'))
  folder = join(base, 'data')
  await (await openPglite({ folder })).close()
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

const sentenceOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: { sentence?: string }) => error.sentence ?? String(error),
  )

describe('a data folder', () => {
  it('has every commit synced to the disk before it is acknowledged', async () => {
    let syncs = 0
    const database = await openPglite({ folder, synced: () => (syncs += 1) })
    await database.runScript('create table public.synced (n int primary key)')
    for (let n = 0; n < 50; n += 1) {
      const before = syncs
      await database.owner.transaction().execute((tx) => run(tx, sql`insert into public.synced values (${n})`))
      expect(syncs).toBeGreaterThan(before)
    }
    await database.close()
  })

  it('runs PostgreSQL with its own safety switched on', async () => {
    const database = await openPglite({ folder })
    const settings = await database.owner.transaction().execute((tx) =>
      many(
        tx,
        sql<{ name: string; setting: string }>`select name, setting from pg_settings
          where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method') order by name`,
      ),
    )
    await database.close()
    expect(settings.map((s) => `${s.name}=${s.setting}`)).toEqual([
      'fsync=on',
      'full_page_writes=on',
      'synchronous_commit=on',
      'wal_sync_method=fsync',
    ])
  })

  it('keeps what was acknowledged and nothing half, however often the process is killed', async () => {
    let first = 1
    for (let round = 0; round < 5; round += 1) {
      const outcome = await killedRound(folder, first, Math.random() * 300)
      expect(outcome).toMatchObject({ lost: [], halves: [] })
      first += outcome.saved + 1
    }
  }, 180_000)

  it('does not let its log grow for as long as the program runs', async () => {
    const database = await openPglite({ folder })
    for (let i = 0; i < 130; i += 1) {
      await sql`select pg_logical_emit_message(true, 'log', repeat('y', 1000000))`.execute(database.owner)
    }
    await expect
      .poll(
        async () =>
          (
            await database.runScript(
              'select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as behind from pg_control_checkpoint()',
            )
          )[0]?.behind,
        { timeout: 5_000 },
      )
      .toBeLessThan(70_000_000)
    await database.close()
  })
})

describe('a second process', () => {
  it('is told who holds the folder and what to do, and gets it once the holder is killed', async () => {
    const holder = spawn(process.execPath, [WRITER, folder, '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const line of createInterface({ input: holder.stdout })) if (line === 'open') break
    const refused = await sentenceOf(openPglite({ folder }))
    expect(refused).toContain(`Process ${holder.pid} on ${hostname()}`)
    expect(refused).toContain('Stop that Firstbell first')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(readFileSync(join(folder, 'lock.json'), 'utf8')).toContain(String(holder.pid))
    await (await openPglite({ folder })).close()
    expect(existsSync(join(folder, 'lock.json'))).toBe(false)
  })

  it('is not refused by what a killed process left, though its number is used again', async () => {
    writeFileSync(
      join(folder, 'lock.json'),
      JSON.stringify({ pid: process.ppid, host: hostname(), since: '2020-01-01T00:00:00.000Z', began: '1' }),
    )
    await (await openPglite({ folder })).close()
  })

  it('may not open it twice itself either', async () => {
    const database = await openPglite({ folder })
    expect(await sentenceOf(openPglite({ folder }))).toMatch(/^This process already has .* open\./)
    await database.close()
  })
})

describe('a folder that cannot be used', () => {
  it('is of the PostgreSQL version that this Firstbell expects when made new', () => {
    expect(readFileSync(join(databaseIn(folder), 'PG_VERSION'), 'utf8').trim()).toBe(POSTGRES_MAJOR)
  })

  it('made by another PostgreSQL is left alone, with what to do', async () => {
    const version = join(databaseIn(folder), 'PG_VERSION')
    writeFileSync(version, '17\n')
    expect(await sentenceOf(openPglite({ folder }))).toMatch(/made by PostgreSQL 17.*firstbell backup FILE/)
    writeFileSync(version, `${POSTGRES_MAJOR}\n`)
    await (await openPglite({ folder })).close()
  })

  it('holding somebody else’s files is left alone', async () => {
    const other = join(base, 'photos')
    mkdirSync(other)
    writeFileSync(join(other, 'sunset.jpg'), 'x')
    expect(await sentenceOf(openPglite({ folder: other }))).toMatch(/not Firstbell's.*FIRSTBELL_FOLDER/)
    expect(readdirSync(other)).toEqual(['sunset.jpg'])
  })

  it('that is a file says so', async () => {
    const file = join(base, 'file')
    writeFileSync(file, 'x')
    expect(await sentenceOf(openPglite({ folder: file }))).toMatch(/is not a folder/)
    expect(await sentenceOf(openPglite({ folder: join(file, 'below') }))).toMatch(/is not a folder/)
  })

  it('that may not be written says so', () => {
    const closed = join(base, 'closed')
    mkdirSync(closed, { mode: 0o555 })
    // Nothing is closed to root, so root asks somebody else to try.
    const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    chmodSync(base, 0o755)
    const said = spawnSentence([WRITER, closed, '1'], account)
    expect(said).toMatch(/cannot write in .*Give its user the right to/)
    expect(readdirSync(closed)).toEqual([])
  })

  it('with an unfinished database in it, as a power cut leaves one, is made anew', async () => {
    const cut = join(base, 'cut')
    mkdirSync(join(cut, 'database.unfinished'), { recursive: true })
    writeFileSync(join(cut, 'database.unfinished', 'PG_VERSION'), '18\n')
    writeFileSync(join(cut, 'lock'), '')
    await (await openPglite({ folder: cut })).close()
    expect(readdirSync(cut).sort()).toEqual(['database', 'lock'])
  })

  it('with a damaged database says what to do', async () => {
    const broken = join(base, 'cut')
    rmSync(join(databaseIn(broken), 'global', 'pg_control'))
    expect(await sentenceOf(openPglite({ folder: broken }))).toMatch(/cannot be opened.*restore your last backup/)
  })
})

function spawnSentence(parameters: string[], account: { uid?: number; gid?: number }): string {
  try {
    execFileSync(process.execPath, parameters, { ...account, stdio: 'pipe', timeout: 20_000 })
    return 'opened'
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr)
  }
}
