import { openAsBlob } from 'node:fs'
import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import type { Moment } from '../kernel/time-of-day.ts'
import { seedDemo } from '../main/seed/seed-demo.ts'
import { movableClock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { databaseOn, openPglite } from '../platform/database/pglite.ts'
import { PGLITE_VALUES } from '../platform/database/values.ts'

const PATIENCE = 180_000

/**
 * A PGlite that holds the demonstration as `npm start` makes it on the test Monday. The first who asks makes it, once for the
 * run, and everybody begins from a copy: making it takes longer than most of what is tested with it.
 */
export async function openDemoDatabase(): Promise<Database> {
  const dump = `${inject('pgliteDump')}.demo`
  if (await isMine(`${dump}.making`)) await makeDemo(dump)
  await isThere(dump)
  return openPglite({ from: await openAsBlob(dump) })
}

/** Whether this process is the one to make it: a folder is made by one alone. */
async function isMine(claim: string): Promise<boolean> {
  try {
    await mkdir(claim)
    return true
  } catch {
    return false
  }
}

async function makeDemo(dump: string): Promise<void> {
  const pglite = await PGlite.create({ loadDataDir: await openAsBlob(inject('pgliteDump')), ...PGLITE_VALUES })
  const database = databaseOn(pglite)
  await seedDemo(database, movableClock('2026-11-23T12:00:00.000Z' as Moment))
  // All in the data files: whoever begins from it has no log to replay.
  await pglite.exec('checkpoint')
  await writeFile(`${dump}.part`, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()))
  await database.close()
  await rename(`${dump}.part`, dump)
}

/** Waits for whoever makes it. @throws where it does not come: whoever made it says why in a test of their own */
async function isThere(dump: string): Promise<void> {
  for (const until = Date.now() + PATIENCE; ; await pause(500)) {
    const there = await access(dump).then(
      () => true,
      () => false,
    )
    if (there) return
    if (Date.now() > until) throw new Error('The demonstration was not made in time.')
  }
}
