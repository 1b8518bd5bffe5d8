import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { one, run } from './database.ts'
import { openPglite } from './pglite.ts'

const ROW = {
  day: '2026-11-23',
  at: '2026-11-23T08:41:00.000Z',
  counted: 9_007_199_254_740_991,
  strip: new Uint8Array([0, 1, 128, 255]),
}

const readRow = sql<typeof ROW>`select day, at, counted, strip from public.kept`

it.each(['in memory', 'in a folder'])(
  'a snapshot of a database %s reads every value as the database does',
  async (where) => {
    const base = mkdtempSync(join(tmpdir(), 'firstbell-values-'))
    const database = await openPglite(where === 'in memory' ? {} : { folder: join(base, 'data') })
    try {
      await database.runScript('create table public.kept (day date, at timestamptz, counted bigint, strip bytea)')
      await database.owner.transaction().execute(async (tx) => {
        await run(tx, sql`insert into public.kept values (${ROW.day}, ${ROW.at}, ${ROW.counted}, ${ROW.strip})`)
        expect(await one(tx, readRow)).toEqual(ROW)
      })
      const snapshot = await database.snapshot()
      try {
        expect(await one(snapshot.tx, readRow)).toEqual(ROW)
      } finally {
        await snapshot.close()
      }
    } finally {
      await database.close()
      rmSync(base, { recursive: true, force: true })
    }
  },
)
