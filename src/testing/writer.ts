import { sql } from 'kysely'
import { run } from '../platform/database/database.ts'
import { openPglite } from '../platform/database/pglite.ts'

/**
 * A process of its own that opens a data folder and saves numbered pairs of rows until it is killed, and says each number when,
 * and only when, its save was acknowledged. Used by the tests of power cuts and locks: `node writer.ts FOLDER FIRST [LAST]`.
 */
const [folder, first, last] = process.argv.slice(2)
const database = await openPglite({ folder: folder ?? '' }).catch((error: { sentence?: string }) => {
  console.error(error.sentence ?? error)
  process.exit(1)
})
await database.runScript(`create table if not exists public.number (value bigint primary key, half text not null);
  create table if not exists public.other_half (value bigint primary key references public.number, padding text not null)`)
process.stdout.write('open\n')
for (let value = Number(first ?? 1); value <= Number(last ?? Number.MAX_SAFE_INTEGER); value += 1) {
  await database.owner.transaction().execute(async (tx) => {
    await run(tx, sql`insert into public.number values (${value}, 'first')`)
    await run(tx, sql`insert into public.other_half values (${value}, ${'x'.repeat(value % 997)})`)
  })
  process.stdout.write(`${value}\n`)
}
await database.close()
