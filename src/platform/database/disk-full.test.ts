import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallDisk } from '../../testing/small-disk.ts'
import { type Database, many, run } from './database.ts'
import { openPglite } from './pglite.ts'
import { unavailability } from './unavailable.ts'

const disk = smallDisk(160)
const small = 'folder' in disk ? disk : undefined
if ('why' in disk) console.log(`Not tried: the disk-full tests, because ${disk.why}.`)

afterAll(() => small?.remove())

/** Fills the disk to the last byte; the file's path, to make room again. */
function fill(folder: string): string {
  const path = join(folder, 'ballast')
  const file = openSync(path, 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(4096))
  } catch {
    closeSync(file)
  }
  return path
}

const save = (database: Database, value: number) =>
  database.owner
    .transaction()
    .execute((tx) => run(tx, sql`insert into public.kept values (${value}, repeat('z', 500))`))

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'saved',
    (error) => unavailability(error) ?? `not explained: ${error}`,
  )

async function saved(database: Database): Promise<number[]> {
  return database.owner
    .transaction()
    .execute(async (tx) =>
      (await many(tx, sql<{ n: number }>`select n from public.kept order by n`)).map((row) => row.n),
    )
}

describe.skipIf(small === undefined)('a disk that fills up', () => {
  const folder = join(small?.folder ?? '', 'data')

  beforeAll(async () => {
    const database = await openPglite({ folder })
    await database.runScript('create table public.kept (n int primary key, padding text)')
    await database.close()
  })

  it('refuses to save with what to do, goes on reading, and saves again once there is room', async () => {
    const database = await openPglite({ folder })
    await save(database, 1)
    const ballast = fill(small?.folder ?? '')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await outcome(save(database, 2))).toMatch(/disk .* is full.*Free some space/)
    expect(await saved(database)).toEqual([1])
    rmSync(ballast)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await outcome(save(database, 3))).toBe('saved')
    await database.close()
  })

  it('where PostgreSQL panics, stops at once and for good, loses nothing acknowledged, and recovers at the next start', async () => {
    const database = await openPglite({ folder, reserve: 0 })
    await save(database, 4)
    const ballast = fill(small?.folder ?? '')
    const acknowledged = [1, 3, 4]
    const said = new Set<string>()
    for (let n = 5; n < 40; n += 1) {
      const answer = await outcome(
        database.owner.transaction().execute(async (tx) => {
          // Only PostgreSQL's log grows, so that it is the log that finds no room.
          await sql`select pg_logical_emit_message(true, 'log', repeat('y', 1000000))`.execute(tx)
          await run(tx, sql`update public.kept set padding = ${String(n)} where n = 1`)
        }),
      )
      said.add(answer)
    }
    expect([...said].filter((answer) => answer !== 'saved').join('\n')).toMatch(/disk .* is full/)
    expect([...said].join('\n')).not.toContain('not explained')
    expect(await outcome(save(database, 41))).toMatch(/has stopped.*start Firstbell again/)
    expect(await outcome(database.runScript('select 1'))).toMatch(/has stopped/)
    await database.close()

    expect(
      await openPglite({ folder }).then(
        (d) => d.close().then(() => 'opened'),
        (e) => e.sentence,
      ),
    ).toMatch(/opened|The disk that holds .* is full/)
    rmSync(ballast)
    const again = await openPglite({ folder })
    expect(await saved(again)).toEqual(acknowledged)
    await save(again, 42)
    await again.close()
  })

  it('too small for a new database says so and leaves nothing behind', async () => {
    const ballast = fill(small?.folder ?? '')
    const sentence = await openPglite({ folder: join(small?.folder ?? '', 'second') }).catch((error) => error.sentence)
    rmSync(ballast)
    expect(sentence).toMatch(/The disk that holds .* is full\. Free some space/)
  })
})
