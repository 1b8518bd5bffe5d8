import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { keptDemoMoment } from '../identity/index.ts'
import { startImportWork } from '../interchange/index.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { type Clock, type MovableClock, movableClock, systemClock } from '../platform/clock.ts'
import { type Database, one } from '../platform/database/database.ts'
import { composeServer } from './compose.ts'
import { openInstallation } from './open-installation.ts'
import { buildPages, servePages } from './pages.ts'
import type { Settings } from './settings.ts'

export interface RunningServer {
  /** Where it answers: `http://127.0.0.1:4310`. */
  readonly address: string
  /** Lets requests under way finish, then closes the database. */
  stop(): Promise<void>
}

/** A demonstration begins on this Monday, a little before its first registers close. */
const DEMO_MORNING = '2026-11-23T08:40:00.000Z' as Moment

/** Starts everything. `say` is told what takes a while, for whoever waits at the terminal. */
export async function startServer(settings: Settings, say: (line: string) => void): Promise<RunningServer> {
  const { database, signIn } = await openInstallation(settings)
  try {
    const demoClock = settings.demo ? movableClock((await keptDemoMoment(database)) ?? DEMO_MORNING) : undefined
    if (demoClock !== undefined) await seedWhereEmpty(database, demoClock, say)
    const clock: Clock = demoClock ?? systemClock
    const log = { level: settings.logLevel }
    const app = await composeServer({ database, clock, demoClock, config: signIn, log })
    await buildPages(say)
    await servePages(app)
    const address = await app.listen({ host: settings.host, port: settings.port })
    const imports = startImportWork({
      database,
      clock,
      onFault: (fault) => app.log.error(fault, 'a roster import'),
    })
    return {
      address,
      stop: async () => {
        await app.close()
        await imports.stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

const SEED = new URL('./demo/seed.ts', import.meta.url)

async function seedWhereEmpty(database: Database, clock: MovableClock, say: (line: string) => void): Promise<void> {
  const { places } = await database.asSystem((tx) =>
    one(tx, sql<{ places: number }>`select count(*) as places from identity.place`),
  )
  if (places > 0 || !existsSync(fileURLToPath(SEED))) return
  say('Making up a trust with three schools and two years of registers, about 15 s …')
  const { seedDemo } = (await import(SEED.href)) as { seedDemo(database: Database, clock: Clock): Promise<void> }
  await seedDemo(database, clock)
}
